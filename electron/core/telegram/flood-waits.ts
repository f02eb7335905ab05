import * as tdl from 'tdl'
import type { Cancel } from '#shared/lib/clock.ts'

/** TDLib's level of warnings; what is below it is what it does all day. */
const warningLevel = 2

const listeners = new Set<(seconds: number) => void>()

/**
 * Hears of the waits that Telegram asks for and TDLib deals with by itself. They reach no caller: what TDLib does in
 * the background (reading a chat, for instance) is answered before the server has spoken. Its log is the only place
 * that names them; nothing else of it is kept, and only what ends the process reaches the terminal.
 */
export function watchFloodWaits(): void {
  tdl.execute({ _: 'setLogStream', log_stream: { _: 'logStreamEmpty' } })
  tdl.setLogMessageCallback(warningLevel, (level, message) => {
    if (level === 0) process.stderr.write(`${message}\n`)
    const seconds = readFloodWait(message)
    if (seconds === undefined) return
    for (const listener of listeners) listener(seconds)
  })
  tdl.execute({ _: 'setLogVerbosityLevel', new_verbosity_level: warningLevel })
}

/** Told of every wait, in seconds from now, whichever client of this process has to wait. */
export function onFloodWait(listener: (seconds: number) => void): Cancel {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Seconds that a query has to wait, in a line of TDLib's log; those beyond a minute it gives up instead. */
export function readFloodWait(line: string): number | undefined {
  const wait = /\b(?:Delay|Failed): .*\bFLOOD_WAIT_(\d+)/u.exec(line)
  return wait === null ? undefined : Number(wait[1])
}
