import { readPageSeal } from '../../src-shared/reviews/page-seal.ts';
import { decidePage } from './decide-page.ts';
import { openPageSeal } from './page-crypto.ts';
import { field, make } from './page-dom.ts';

const page = document.getElementById('page');

function say(...lines: string[]): void {
  page?.replaceChildren(
    make(
      'div',
      { class: 'door' },
      make('h1', {}, 'Access review'),
      ...lines.map((line) => make('p', {}, line)),
    ),
  );
}

function askPassphrase(seal: NonNullable<ReturnType<typeof readPageSeal>>): void {
  const passphrase = make('input', {
    type: 'password',
    autocomplete: 'off',
    required: true,
    id: 'passphrase',
  });
  const open = make('button', { type: 'submit', class: 'primary' }, 'Open');
  const problem = make('p', { class: 'problem', role: 'alert' });
  const form = make(
    'form',
    { class: 'door' },
    make('h1', {}, 'Access review'),
    make(
      'p',
      {},
      'You were asked who should keep their access. All of it is in this file, sealed with the passphrase that you were told. Nothing leaves this page: it has no network.',
    ),
    field('Passphrase', passphrase),
    problem,
    make('div', { class: 'row end' }, open),
  );
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    open.disabled = true;
    problem.textContent = '';
    open.textContent = 'Opening…';
    void openPageSeal(seal, passphrase.value).then((opened) => {
      open.disabled = false;
      open.textContent = 'Open';
      if (opened === null) {
        problem.textContent = 'The passphrase does not open it. A page that was changed looks the same.';
        passphrase.select();
        return;
      }
      passphrase.value = '';
      if (page !== null) void decidePage(page, opened);
    });
  });
  page?.replaceChildren(form);
  passphrase.focus();
}

const sealed = readPageSeal(document.getElementById('packet')?.textContent ?? '');
if (sealed === null) {
  say('The packet in this page is damaged, or there is none. Ask whoever sent it for a new one.');
} else if (!('subtle' in crypto) || !('DecompressionStream' in globalThis)) {
  say(
    'This browser cannot open the packet from a disk. Try Chrome, Edge, Firefox or Safari of the last two years.',
  );
} else {
  askPassphrase(sealed);
}
