// The types of build.js, which is written with the site.

/** Which build of the site this is. */
export const build: string;
/** Its programs by file name: how large they are, and their hash as subresource integrity has it. */
export const programs: Record<string, {bytes: number; integrity: string}>;
