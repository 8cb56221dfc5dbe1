/** Takes from an address which opened part is meant; never fails. */
export function readPacketSearch(raw: Readonly<Record<string, unknown>>): { readonly packet?: string } {
  const { packet } = raw;
  return typeof packet === 'string' && packet !== '' ? { packet: packet.slice(0, 64) } : {};
}
