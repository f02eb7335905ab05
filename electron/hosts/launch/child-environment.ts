type Environment = Readonly<Record<string, string | undefined>>

/**
 * What stays in this process: credentials and start options, which a child gets by message if at all, and switches that
 * change how Node or Electron starts. Where Node keeps what it compiled changes nothing but the time of a start.
 */
const keptBack = /^(?:TELEGRAM_|ELECTRON_|WATCHFLOOR_LAUNCH$|NODE_(?!COMPILE_CACHE$))/u

/** The environment of every process that a host starts. */
export function childEnvironment(env: Environment = process.env): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !keptBack.test(name))
  return Object.fromEntries(kept) as Record<string, string>
}
