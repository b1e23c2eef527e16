// The types of build.js, which is written with the site.

/** Which build of the site this is. */
export const build: string;
/** The sizes of its programs by file name. */
export const bytes: Record<string, number>;
