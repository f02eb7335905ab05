/** Where a variable counts: started from its sources the program takes more than as a package that was installed. */
type Scope = 'always' | 'from_source'

/**
 * Every environment variable that the program itself reads. What chooses a program, a library, a profile or a level of
 * detail comes from the start script, and an installed program has none: whatever set it there was somebody else.
 */
const variables: Readonly<Record<string, Scope>> = {
  /** Start options; they name the programs of the demo. */
  WATCHFLOOR_LAUNCH: 'from_source',
  /** The level of the logs. */
  WATCHFLOOR_LOG: 'from_source',
  /** The user's own credentials; nothing is run or loaded by them. */
  TELEGRAM_API_ID: 'always',
  TELEGRAM_API_HASH: 'always',
  /** Where the system keeps the user's data. */
  XDG_DATA_HOME: 'always',
  APPDATA: 'always',
  /** Whether there is a screen; read by the browser host. */
  DISPLAY: 'always',
  WAYLAND_DISPLAY: 'always',
}

export const environmentVariables: readonly string[] = Object.keys(variables)

/** Takes out of the environment what an installed program does not obey, before anything reads it or inherits it. */
export function dropForeignVariables(env: NodeJS.ProcessEnv, isPackaged: boolean): void {
  if (!isPackaged) return
  for (const [name, scope] of Object.entries(variables)) {
    if (scope === 'from_source') Reflect.deleteProperty(env, name)
  }
}
