import * as v from 'valibot'

/** Characters of what is said about a wrong value, which may quote it. */
const maxProblemLength = 300

export type Parsed<Output> =
  | { readonly success: true; readonly output: Output }
  /** `problem` is English, for logs and errors: the first thing that is wrong, and where. */
  | { readonly success: false; readonly problem: string }

/**
 * Parses a value that comes from outside: a socket, another process, a file, a message. It stops at the first problem,
 * because a list of a million wrong items would have a million of them, each larger than its item.
 */
export function parseOutside<Input, Output>(
  schema: v.GenericSchema<Input, Output>,
  value: unknown,
): Parsed<Output> {
  const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true })
  if (success) return { success, output }
  const [issue] = issues
  const problem = `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`
  return { success, problem: problem.slice(0, maxProblemLength) }
}
