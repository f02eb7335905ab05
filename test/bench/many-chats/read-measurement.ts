import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const Measurement = v.record(v.string(), v.array(v.number()))

/** Runs a program that prints one line of JSON: lists of numbers by name. */
export async function readMeasurement(
  entry: string,
  args: readonly string[],
): Promise<v.InferOutput<typeof Measurement>> {
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], { cwd: root })
  return v.parse(Measurement, JSON.parse(stdout))
}
