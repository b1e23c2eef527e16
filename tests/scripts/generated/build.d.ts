// The types of build.js, which is written with the site.

/** Which build of the site this is. */
export const build: string;
/** Its programs by file name: how large they are, about how large as a server sends them that compresses, and their hash as subresource integrity has it. */
export const programs: Record<string, {bytes: number; packed: number; integrity: string}>;
