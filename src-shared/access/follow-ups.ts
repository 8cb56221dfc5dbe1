import type { FollowUp, FollowUpKind, FollowUps, FollowUpsQuestion } from '../ipc/access-why-contract.ts';
import { followUpKinds } from '../ipc/access-why-contract.ts';
import { checkProjectAssignment } from '../rules/assignment-rules.ts';
import { type AccessWorld, eachPath, gatesOfPath } from './access-world.ts';
import { describePath, type PathRef } from './describe-path.ts';
import { type GateBits, gateBit, type GateKind, gatesIn } from './gates.ts';
import { isDepartmentAdministrator, isResearcherLike } from './role-kinds.ts';

/** The task that a gate leaves, and the rule of domain §6 behind it. */
const tasks: Readonly<
  Partial<Record<GateKind, { readonly kind: FollowUpKind; readonly rule: string | null }>>
> = {
  'no-project': { kind: 'researcher-without-project', rule: 'V12' },
  'no-department': { kind: 'department-administrator-without-department', rule: 'V13' },
  'departments-off': { kind: 'department-administrator-without-department', rule: 'V13' },
  'module-missing': { kind: 'module-missing', rule: 'V15' },
  'project-not-assigned': { kind: 'researcher-without-project', rule: 'V12' },
  'department-not-assigned': { kind: 'department-administrator-without-department', rule: 'V13' },
  version: { kind: 'version-too-old', rule: 'V16' },
  'subject-unseen': { kind: 'not-signed-in', rule: null },
  'account-disabled': { kind: 'account-disabled', rule: null },
  'role-disabled': { kind: 'role-off', rule: 'V45' },
  'role-gone': { kind: 'role-gone', rule: 'V45' },
  'scope-gone': { kind: 'scope-gone', rule: null },
  'cluster-not-permitted': { kind: 'cluster-not-permitted', rule: null },
  'no-cluster': { kind: 'cluster-not-permitted', rule: 'V14' },
};

const remedies: Readonly<Record<FollowUpKind, string>> = {
  'researcher-without-project': 'Give the role on a project, or make a project there.',
  'department-administrator-without-department': 'Give the role on a department, or switch departments on.',
  'module-missing': 'Install the Inference module, or take the role away.',
  'version-too-old': 'Upgrade the tenant, or take the role away.',
  'not-signed-in': 'Ask them to sign in once, or take the access rules away.',
  'user-deleted': 'Take the access rules away.',
  'account-disabled': 'Enable the service account, or take its access rules away.',
  'role-off': 'Switch the role on, or take it away.',
  'role-gone': 'Take the access rule away.',
  'scope-gone': 'Take the access rule away.',
  'cluster-not-permitted': 'Permit the cluster, or give the role where it is permitted.',
  'assigned-without-role': 'Give them Researcher, or take the assignment away in the tenant’s own console.',
};

/** Where the gate says more than the kind of task: who could finish it. */
const remedyOfGate: Readonly<Partial<Record<GateKind, string>>> = {
  'project-not-assigned':
    'Have an Editor or Department Administrator assign them to a project, in the tenant’s own console.',
  'department-not-assigned': 'Have an Editor assign them to a department, in the tenant’s own console.',
  'no-cluster': 'Give the roles on a cluster or on all clusters, or take them away.',
};

interface Task {
  readonly actor: number;
  readonly kind: FollowUpKind;
  readonly gate: GateKind;
  readonly paths: PathRef[];
}

/** The kind of task that a gate leaves, with the rule behind it; null where it leaves none. */
function taskOf(world: AccessWorld, actor: number, gate: GateKind): (typeof tasks)[GateKind] | null {
  // Nobody can be asked to sign in who was deleted.
  const left = gate === 'subject-unseen' && world.kind(actor) === 'user deleted';
  return left ? { kind: 'user-deleted', rule: null } : (tasks[gate] ?? null);
}

/**
 * V12 and V13 are about the person: a researcher is without a project only where none of their researcher's roles, own
 * or through a group, has one. Answers whether some way of that kind is in force.
 */
function hasItElsewhere(world: AccessWorld, actor: number, gate: GateKind): boolean {
  const about = tasks[gate]?.rule ?? null;
  if (about !== 'V12' && gate !== 'no-department' && gate !== 'department-not-assigned') return false;
  const alike = about === 'V12' ? isResearcherLike : isDepartmentAdministrator;
  let found = false;
  eachPath(world, actor, (grant) => {
    const name = world.roles[world.grants.role[grant] ?? 0]?.name ?? '';
    if (alike(name) && (gatesOfPath(world, actor, grant) & gateBit(gate)) === 0) found = true;
  });
  return found;
}

/** Gates of a grant and its holder that leave a task; a rule on its way out leaves none. */
function openGates(world: AccessWorld, actor: number, grant: number): GateBits {
  const bits = gatesOfPath(world, actor, grant);
  return (bits & gateBit('rule-leaving')) === 0 ? bits : 0;
}

function tasksOf(world: AccessWorld, only: number | null): Task[] {
  const { grants, actors } = world;
  const found = new Map<string, Task>();
  for (let grant = 0; grant < grants.count; grant += 1) {
    const actor = grants.actor[grant] ?? 0;
    if ((only !== null && only !== actor) || actors.alive[actor] !== 1) continue;
    for (const gate of gatesIn(openGates(world, actor, grant))) {
      const task = taskOf(world, actor, gate);
      if (task === null || task === undefined) continue;
      const key = `${actor} ${task.kind}`;
      const known = found.get(key);
      if (known === undefined)
        found.set(key, { actor, kind: task.kind, gate, paths: [{ grant, through: actor }] });
      else known.paths.push({ grant, through: actor });
    }
  }
  return [...found.values()].filter(({ actor, gate }) => !hasItElsewhere(world, actor, gate));
}

/** V19: whoever is assigned to projects of 2.13 without being Researcher there, with the projects. */
function inertAssignments(
  world: AccessWorld,
  only: number | null,
): { readonly actor: number; readonly message: string }[] {
  const projects = world.assigned?.projects ?? new Map<number, readonly number[]>();
  return [...projects].flatMap(([actor, places]) => {
    if ((only !== null && only !== actor) || world.actors.alive[actor] !== 1) return [];
    const roleNames: string[] = [];
    eachPath(world, actor, (grant) => {
      roleNames.push(world.roles[world.grants.role[grant] ?? 0]?.name ?? '');
    });
    return checkProjectAssignment({
      label: world.label(actor),
      isGroup: world.kind(actor) === 'group',
      roleNames,
      projects: places.map((place) => world.places.nodes[place]?.name ?? ''),
    }).map(({ message }) => ({ actor, message }));
  });
}

function describe(world: AccessWorld, { actor, kind, gate, paths }: Task): FollowUp {
  const rule = tasks[gate]?.rule ?? null;
  const described = paths.map((path) => describePath(world, actor, path));
  const dates = described.flatMap(({ since }) => since ?? []).toSorted();
  const subject = world.subject(actor);
  const message = described[0]?.gates.find((one) => one.kind === gate)?.message ?? '';
  return {
    key: `${kind} ${subject.type} ${subject.id}`,
    kind,
    rule,
    subject,
    message: `${subject.label}: ${message}`,
    remedy: remedyOfGate[gate] ?? remedies[kind],
    since: dates[0] ?? null,
    paths: described.slice(0, 50),
  };
}

function inertTask(world: AccessWorld, actor: number, message: string): FollowUp {
  const kind = 'assigned-without-role';
  const subject = world.subject(actor);
  const key = `${kind} ${subject.type} ${subject.id}`;
  const remedy = remedies[kind];
  const said = `${subject.label}: ${message}`;
  return { key, kind, rule: 'V19', subject, message: said, remedy, since: null, paths: [] };
}

/** Follow-up tasks (R21, V12, V13, V19): each is there until what is missing is there. `only`: of one actor, or null. */
export function followUps(world: AccessWorld, question: FollowUpsQuestion, only: number | null): FollowUps {
  const ranks = world.ranks();
  const tasksByGate = tasksOf(world, only).map((task) => ({
    kind: task.kind,
    actor: task.actor,
    show: () => describe(world, task),
  }));
  const inert = inertAssignments(world, only).map(({ actor, message }) => ({
    kind: 'assigned-without-role' as const,
    actor,
    show: () => inertTask(world, actor, message),
  }));
  const all = [...tasksByGate, ...inert];
  const order = (kind: FollowUpKind): number => followUpKinds.indexOf(kind);
  const chosen = all
    .filter(({ kind }) => question.kinds === null || question.kinds.includes(kind))
    .toSorted(
      (left, right) =>
        order(left.kind) - order(right.kind) || (ranks[left.actor] ?? 0) - (ranks[right.actor] ?? 0),
    );
  const counts = new Map<FollowUpKind, number>();
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    total: chosen.length,
    rows: chosen.slice(question.from, question.to).map((task) => task.show()),
    counts: followUpKinds.flatMap((kind) => {
      const count = counts.get(kind);
      return count === undefined ? [] : [{ kind, count }];
    }),
    asOf: world.asOf,
  };
}
