import type { ReactNode } from 'react';
import { CellLegend, PermissionCell } from './permission-cell.tsx';
import type { CellLook } from './permission-cell.tsx';
import { shownActions } from './permission-rows.ts';
import type { PermissionGroup, PermissionStanding } from './permission-rows.ts';
import classes from './permission-grid.module.css';

const words: Readonly<Record<PermissionStanding, string>> = {
  granted: 'granted',
  partial: 'granted in part',
  dormant: 'without effect',
  none: 'not granted',
};

const looks: Readonly<Record<PermissionStanding, CellLook>> = {
  granted: 'full',
  partial: 'part',
  dormant: 'dormant',
  none: 'none',
};

const legend = (['granted', 'partial', 'dormant', 'none'] as const).map((standing) => ({
  look: looks[standing],
  words: words[standing],
}));

/** Resource type by create, read, update, delete: read at a glance, with the legend always there. */
export function PermissionGrid(props: { groups: readonly PermissionGroup[] }): ReactNode {
  return (
    <div>
      <CellLegend cells={legend} />
      <div className={classes.groups}>
        {props.groups.map((group) => (
          <table key={group.group} className={classes.group}>
            <caption className={classes.caption}>{group.label}</caption>
            <thead>
              <tr>
                <th scope="col" className={classes.corner}>
                  <span className="rb-hidden">Resource</span>
                </th>
                {shownActions.map(({ letter, label }) => (
                  <th key={letter} scope="col" className={classes.letter}>
                    <abbr title={label}>{letter}</abbr>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {group.rows.map((row) => (
                <tr key={row.resourceType} className={classes.row}>
                  <th scope="row" title={row.resourceType}>
                    {row.label}
                    {row.more.length > 0 && <span className={classes.more}> +{row.more.join(', ')}</span>}
                  </th>
                  {shownActions.map(({ action, label, letter }) => (
                    <td
                      key={action}
                      title={`${label}: ${words[row.cells[action]]}`}
                      aria-label={`${label}: ${words[row.cells[action]]}`}
                    >
                      <PermissionCell
                        look={looks[row.cells[action]]}
                        letter={row.cells[action] === 'none' ? '' : letter}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </div>
  );
}

/** What the cells mean. */
