import type { FileImage } from '../transaction/file-image.ts';
import type { Target } from '../transaction/inspect-change-set.ts';

export interface RollbackContent {
  readonly runId: string;
  readonly service: string;
  readonly targets: readonly Pick<Target, 'target' | 'before' | 'after'>[];
  /** Folders the transaction made, outermost first. */
  readonly makes: readonly string[];
  /** The backup folder, relative to the root. */
  readonly folder: string;
}

/** The lists that `sha256sum -c` reads: how the files were, and how the transaction left them. */
export function renderChecksums(targets: RollbackContent['targets']): {
  readonly before: string;
  readonly after: string;
} {
  const list = (side: 'before' | 'after') =>
    targets.map((file) => (file[side] === undefined ? '' : renderChecksum(file[side].hash, file.target))).join('');
  return { before: list('before'), after: list('after') };
}

/** `sha256sum` marks a line whose name is escaped with a backslash in front. */
function renderChecksum(hash: string, target: string): string {
  const escaped = target.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === target ? '' : '\\'}${hash}  ./${escaped}\n`;
}

/** A POSIX shell script that takes the transaction back with nothing but coreutils. */
export function renderRollbackScript(content: RollbackContent): string {
  const { targets, makes, folder, service, runId } = content;
  const kept = targets.filter(({ before }) => before !== undefined);
  const added = targets.filter(({ before }) => before === undefined);
  const calls = (name: string, render: (file: RollbackContent['targets'][number]) => string, files = targets) =>
    files.map((file) => `${name} ${quote(`./${file.target}`)}${render(file)}\n`).join('');
  return [
    '#!/bin/sh\n',
    `# Puts the files of one service back as they were before run ${runId}.\n`,
    HEAD,
    `service=${quote(service)}\nbackup=${quote(`./${folder}`)}\n`,
    START,
    kept.length > 0 ? CHECK_BACKUP : '',
    targets.some(({ after }) => after !== undefined) ? CHECK_AFTER : '',
    calls('check', ({ before, after }) => ` ${before?.hash ?? 'absent'} ${after?.hash ?? 'absent'}`),
    STOP_IF_EDITED,
    calls('restore', ({ before }) => renderImage(before), kept),
    calls('remove', () => '', added),
    [...makes]
      .reverse()
      .map((path) => `rmdir -- ${quote(`./${path}`)} 2>/dev/null || :\n`)
      .join(''),
    kept.length > 0 ? CHECK_BEFORE : '',
    calls('check', ({ before }) => ` ${before?.hash ?? 'absent'} ${before?.hash ?? 'absent'}`),
    END,
  ].join('');
}

function renderImage(image: FileImage | undefined): string {
  if (image === undefined) return '';
  return ` ${image.hash} ${image.mode.toString(8).padStart(4, '0')} ${image.owner}:${image.group}`;
}

/** One word of a POSIX shell, whatever is in it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const HEAD = `# Needs a POSIX shell and GNU coreutils, neither Moult nor Node. It stops before its first write when a file was
# edited since, and names it. It may be run again after an interruption.
# Exit: 0 all files are as before, 1 a file was edited since, 2 something else went wrong.
set -u
umask 077
LC_ALL=C
export LC_ALL
unset CDPATH

`;

const START = `
fail() { printf 'rollback: %s\\n' "$1" >&2; exit 2; }

# The hash of a file, "absent", or "other" for what is no plain file.
state_of() {
  if [ -L "$1" ]; then echo other
  elif [ -f "$1" ]; then sha256sum < "$1" | cut -c 1-64
  elif [ -e "$1" ]; then echo other
  else echo absent
  fi
}

# check PATH BEFORE AFTER
edited=0
check() {
  now=$(state_of "$1")
  [ "$now" = "$2" ] || [ "$now" = "$3" ] || { edited=1; printf 'rollback: edited since: %s\\n' "$1" >&2; }
}

# restore PATH HASH MODE OWNER
restore() {
  if [ "$(state_of "$1")" = "$2" ]; then
    chmod -- "$3" "$1" || fail "cannot set the mode of $1"
    return
  fi
  folder=\${1%/*}
  mkdir -p -- "$folder" || fail "cannot make $folder"
  draft=$folder/.moult-rollback-$$
  cat < "$backup/before/$1" > "$draft" || { rm -f -- "$draft"; fail "cannot write $draft"; }
  chown -- "$4" "$draft" 2>/dev/null || :
  chmod -- "$3" "$draft" || fail "cannot set the mode of $draft"
  [ "$(state_of "$draft")" = "$2" ] || { rm -f -- "$draft"; fail "what was written for $1 is not what was read"; }
  mv -f -- "$draft" "$1" || fail "cannot replace $1"
}

remove() { rm -f -- "$1" || fail "cannot remove $1"; }

case $0 in
  */*) cd -- "\${0%/*}/../../../.." || fail 'cannot enter the root' ;;
  *) cd ../../../.. || fail 'cannot enter the root' ;;
esac
[ -f "$backup/rollback.sh" ] || fail "run this script where it is, in $backup below the root"
command -v sha256sum > /dev/null || fail 'sha256sum is missing'

`;

const CHECK_BACKUP = `(cd -- "$backup/before" && sha256sum -c --quiet ../before.sha256) || fail 'the backup itself is damaged'
`;

const CHECK_AFTER = `sha256sum -c --status "$backup/after.sha256" 2> /dev/null ||
  printf 'rollback: not every file is as the run left it; looking at each\\n' >&2
`;

const STOP_IF_EDITED = `if [ "$edited" -ne 0 ]; then
  printf 'rollback: nothing was changed; save your edits elsewhere, or undo them, and run this again\\n' >&2
  exit 1
fi

`;

const CHECK_BEFORE = `
sha256sum -c --quiet "$backup/before.sha256" || fail 'a restored file does not have its old content'
`;

const END = `[ "$edited" -eq 0 ] || fail 'a file is not as it was before'
sync || :
printf 'rollback: %s is as it was before the run\\n' "$service"
`;
