import * as tdl from 'tdl'
import type { Cancel } from '#shared/lib/clock.ts'

/** TDLib's log level of warnings; the levels above this number are its ordinary activity. */
const warningLevel = 2

const listeners = new Set<(seconds: number) => void>()

/**
 * Reads the flood waits that TDLib deals with by itself from its log. No caller is told of these waits: what TDLib
 * does in the background (reading a chat, for instance) is answered before the server has answered. Only the log
 * names them. Nothing else of the log is kept, and only messages that end the process reach the terminal.
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

/** Calls the listener for every flood wait, in seconds from now, whichever client of this process has to wait. */
export function onFloodWait(listener: (seconds: number) => void): Cancel {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/**
 * The seconds that a query has to wait, from a line of TDLib's log. TDLib gives up a query that has to wait longer
 * than a minute.
 */
export function readFloodWait(line: string): number | undefined {
  const wait = /\b(?:Delay|Failed): .*\bFLOOD_WAIT_(\d+)/u.exec(line)
  return wait === null ? undefined : Number(wait[1])
}
