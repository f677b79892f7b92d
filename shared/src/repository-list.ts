import * as z from 'zod';

/** Items of a setting, separated by commas or spaces. */
export const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))
  .pipe(z.array(z.string()));

/** owner/name or owner/name@branch; with * or ?, or after !, a pattern; or what patterns take, too. */
const repositoryItem =
  /^([A-Za-z0-9][\w.-]*\/[\w.-]+(@[^\s@~^:?*[\\]+)?|!?[A-Za-z0-9][\w.-]*\/[\w.*?-]+|\+(archived|forks))$/;
/** GitHub's names know no case, those of git's branches do. */
const repositoryKey = (item: string) => item.replace(/^[^@]*/, (name) => name.toLowerCase());

/** The form of GH_REPOS. */
export const repositories = list
  .pipe(z.array(z.string().regex(repositoryItem)))
  .refine((items) => items.length === 0 || items.some((item) => /^[^!+]/.test(item)))
  .transform((items) =>
    [...Map.groupBy(items, repositoryKey).values()].flatMap(([first]) => first ?? []),
  );
