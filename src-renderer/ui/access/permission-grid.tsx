import type { ReactNode } from 'react';
import { shownActions } from './permission-rows.ts';
import type { PermissionGroup, PermissionStanding } from './permission-rows.ts';
import classes from './permission-grid.module.css';

const words: Readonly<Record<PermissionStanding, string>> = {
  granted: 'granted',
  partial: 'granted in part',
  dormant: 'without effect',
  none: 'not granted',
};

/** Resource type by create, read, update, delete: read at a glance, with the legend always there. */
export function PermissionGrid(props: { groups: readonly PermissionGroup[] }): ReactNode {
  return (
    <div>
      <PermissionLegend />
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
                      <span className={`${classes.cell} ${classes[row.cells[action]]}`} aria-hidden="true">
                        {row.cells[action] === 'none' ? '' : letter}
                      </span>
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
function PermissionLegend(): ReactNode {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {(['granted', 'partial', 'dormant', 'none'] as const).map((standing) => (
        <li key={standing}>
          <span className={`${classes.cell} ${classes[standing]}`} aria-hidden="true" /> {words[standing]}
        </li>
      ))}
      <li>C create · R read · U update · D delete</li>
    </ul>
  );
}
