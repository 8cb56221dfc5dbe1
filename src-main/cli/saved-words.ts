/** Said of what was saved and not sent: nothing is lost, and nothing is at the tenant yet. */
export const savedWords = 'Saved, waits to be sent. See: rolebook changes list';
