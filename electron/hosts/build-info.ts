declare const __WATCHFLOOR_BUILD__: string | undefined

/** Version of the program, set by the build; `source` where a file runs unbuilt. */
export const buildVersion: string = typeof __WATCHFLOOR_BUILD__ === 'string' ? __WATCHFLOOR_BUILD__ : 'source'
