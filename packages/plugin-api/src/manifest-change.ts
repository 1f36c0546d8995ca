/** How a requirement is written: `==1.2.1`, `>=1.2.1,<2`, or `>=1.2.1`. */
export type PinStyle = 'exact' | 'compatible' | 'floor';

/** A version to require, and how to write it. */
export interface VersionWish {
  /** Plain version, such as `9.1.2`. */
  readonly version: string;
  readonly pin: PinStyle;
  /** Trailing comment to add; none by default. */
  readonly comment?: string;
  /** Lowest Python the version runs on, such as `3.9`: a line that a marker keeps for older ones is left alone. */
  readonly python?: string;
}

/**
 * One wish about requirement and configuration files. Without `path` it concerns every editable manifest of the service in which it applies.
 * The changes of a wish join the unit of the change that needs it, or `unit` where that is given.
 */
export type ManifestChange =
  | {
      /** Move an existing requirement to a version; where it is unbounded, equal or newer it is left alone and reported. */
      readonly kind: 'bump-requirement';
      readonly distribution: string;
      readonly to: VersionWish;
      readonly path?: string;
      readonly unit?: string;
    }
  | {
      /** Put another distribution in the place of one. Extras are mapped by `extras` (to undefined: dropped), others are dropped and reported. */
      readonly kind: 'replace-requirement';
      readonly from: string;
      readonly distribution: string;
      readonly to: VersionWish;
      readonly extras?: Readonly<Record<string, string | undefined>>;
      readonly path?: string;
      readonly unit?: string;
    }
  | {
      /** Add a requirement beside another one, in the same list; where it is present it is raised only if `range` excludes what is written. */
      readonly kind: 'add-requirement';
      readonly distribution: string;
      /** Specifier to write, such as `>=2.1,<3`. */
      readonly specifier: string;
      /** Distribution beside which it is added; where that is absent nothing is added. */
      readonly beside: string;
      readonly path?: string;
      readonly unit?: string;
    }
  | {
      readonly kind: 'remove-requirement';
      readonly distribution: string;
      readonly path?: string;
      readonly unit?: string;
    }
  | {
      readonly kind: 'set-option';
      readonly section: string;
      readonly key: string;
      readonly value: string;
      readonly path: string;
      readonly unit?: string;
    }
  | {
      /** Remove an option with the comment that belongs to it. */
      readonly kind: 'remove-option';
      readonly section: string;
      readonly key: string;
      readonly path: string;
      readonly unit?: string;
    };

type Where = { readonly path?: string; readonly unit?: string };

/** Move an existing requirement of `distribution` to a version. */
export function bumpRequirement(distribution: string, to: VersionWish, where: Where = {}): ManifestChange {
  return { kind: 'bump-requirement', distribution, to, ...where };
}

/** Put `distribution` in the place of `from`. */
export function replaceRequirement(
  from: string,
  distribution: string,
  to: VersionWish,
  where: Where & { readonly extras?: Readonly<Record<string, string | undefined>> } = {},
): ManifestChange {
  return { kind: 'replace-requirement', from, distribution, to, ...where };
}

/** Add a requirement beside another one. */
export function addRequirement(
  distribution: string,
  specifier: string,
  beside: string,
  where: Where = {},
): ManifestChange {
  return { kind: 'add-requirement', distribution, specifier, beside, ...where };
}

/** Remove a requirement wherever it is listed. */
export function removeRequirement(distribution: string, where: Where = {}): ManifestChange {
  return { kind: 'remove-requirement', distribution, ...where };
}

/** Set an option of an INI section or TOML table. */
export function setOption(path: string, section: string, key: string, value: string, unit?: string): ManifestChange {
  return { kind: 'set-option', path, section, key, value, ...(unit === undefined ? {} : { unit }) };
}

/** Remove an option with the comment that belongs to it. */
export function removeOption(path: string, section: string, key: string, unit?: string): ManifestChange {
  return { kind: 'remove-option', path, section, key, ...(unit === undefined ? {} : { unit }) };
}
