import type { ManifestChange, Plugin, VersionWish } from '@moult/plugin-api';

/** What a manifest change does, as a sentence without a period. */
export function describeWish(wish: ManifestChange): string {
  switch (wish.kind) {
    case 'bump-requirement':
      return `${wish.distribution} moves to ${describeVersion(wish.to)}`;
    case 'replace-requirement':
      return `${wish.distribution} ${describeVersion(wish.to)} takes the place of ${wish.from}`;
    case 'add-requirement':
      return `${wish.distribution}${wish.specifier} is required beside ${wish.beside}`;
    case 'remove-requirement':
      return `${wish.distribution} is no longer required`;
    case 'set-option':
      return `${wish.key} in [${wish.section}] is set to ${wish.value}`;
    case 'remove-option':
      return `${wish.key} goes from [${wish.section}]`;
  }
}

/** Why a manifest change is made: the upgrade it belongs to. */
export function whyWish(wish: ManifestChange, { title, upgrade }: Plugin): string {
  const move =
    upgrade.from === upgrade.to
      ? `${upgrade.to} moves to ${upgrade.version}`
      : `${upgrade.from} gives way to ${upgrade.to} ${upgrade.version}`;
  return wish.kind === 'set-option' || wish.kind === 'remove-option' ? `${title} needs it` : move;
}

function describeVersion({ version, pin }: VersionWish): string {
  switch (pin) {
    case 'exact':
      return version;
    case 'compatible':
      return `${version} or a compatible release`;
    case 'floor':
      return `${version} or later`;
  }
}
