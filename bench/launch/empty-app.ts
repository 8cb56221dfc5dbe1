/** The least app there is: one window with one line. What starting it costs is the stand-in's share of every start. */
import * as electron from 'electron';

const { app, BrowserWindow, protocol } = electron;
const profile = process.argv[process.argv.indexOf('--profile') + 1];
if (profile === undefined) throw new Error('which profile?');

app.setPath('userData', profile);
app.setPath('sessionData', profile);
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
await app.whenReady();
protocol.handle(
  'app',
  () =>
    new Response('<title>Empty</title><div role="grid"><p role="gridcell">nobody@example.com</p></div>', {
      headers: { 'content-type': 'text/html' },
    }),
);
const window = new BrowserWindow({ width: 1280, height: 800 });
await window.loadURL('app://rolebook/');
