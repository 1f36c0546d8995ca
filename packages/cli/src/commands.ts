import type { CommandEntry } from './command.ts';

/** All commands, in the order in which help shows them. Only the one that runs is loaded. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    usage: 'plan [paths..]',
    summary: 'Show what would change; writes nothing but the plan file (the default)',
    load: async () => (await import('./commands/plan.ts')).planCommand,
  },
  {
    usage: 'apply [paths..]',
    summary: 'Write what a plan file selected, or plan and write',
    load: async () => (await import('./commands/apply.ts')).applyCommand,
  },
  {
    usage: 'check [paths..]',
    summary: 'End with 1 when changes or leftovers of an old library are there (a gate for CI)',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    usage: 'analyze [paths..]',
    summary: 'Find the services of a fleet, what depends on what, the risks and the phases; writes the inventory',
    load: async () => (await import('./commands/analyze.ts')).analyzeCommand,
  },
  {
    usage: 'run',
    summary: 'Take the services of a fleet through their phases, with tests, gates and checkpoints',
    load: async () => (await import('./commands/run.ts')).runFleetCommand,
  },
  {
    usage: 'status [run]',
    summary: 'Where a run stands, and what to type next; changes nothing',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    usage: 'resume [run]',
    summary: 'Recover, and go on with a run',
    load: async () => (await import('./commands/resume.ts')).resumeCommand,
  },
  {
    usage: 'approve [checkpoint]',
    summary: 'Let a run go on past a checkpoint; it is recorded who, when, why and what was shown',
    load: async () => (await import('./commands/approve.ts')).approveCommand,
  },
  {
    usage: 'reject [checkpoint]',
    summary: 'End a run at a checkpoint',
    load: async () => (await import('./commands/approve.ts')).rejectCommand,
  },
  {
    usage: 'validate [run]',
    summary: 'The five levels of validation: V1 before a run, V2 to V5 for a run as it stands now',
    load: async () => (await import('./commands/validate.ts')).validateCommand,
  },
  {
    usage: 'report [run]',
    summary: 'Write the reports of a run: text, JSON, JUnit, event lines, Markdown, HTML',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    usage: 'unlock <token>',
    summary: 'Break the lock of a process that is gone for certain; it is recorded',
    load: async () => (await import('./commands/unlock.ts')).unlockCommand,
  },
  {
    usage: 'undo [run]',
    summary: 'Take a run back, byte for byte, and verify it',
    load: async () => (await import('./commands/undo.ts')).undoCommand,
  },
  {
    usage: 'clean [runs..]',
    summary: 'Remove old runs, their backups and stored contents; says what that frees',
    load: async () => (await import('./commands/clean.ts')).cleanCommand,
  },
  {
    usage: 'explain <place>',
    summary: 'Say what a line means and why each rule did or did not change it',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    usage: 'list [name]',
    summary: 'List plugins, the rules and options of one, or one rule',
    load: async () => (await import('./commands/list.ts')).listCommand,
  },
  {
    usage: 'new <kind> <name>',
    summary: 'Make a new plugin with a fixture that fails until its rule is written',
    load: async () => (await import('./commands/new.ts')).newCommand,
  },
  {
    usage: 'test [folders..]',
    summary: 'Run the fixtures, variants and README examples of a plugin',
    load: async () => (await import('./commands/test.ts')).testCommand,
  },
  {
    usage: 'doctor',
    summary: 'Show the machine, the configuration and where each value comes from',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    usage: 'help <topic>',
    summary: 'Print a help topic: exit-codes',
    load: async () => (await import('./commands/help.ts')).helpCommand,
  },
];
