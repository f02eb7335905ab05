import * as v from 'valibot'
import { checkReferences } from './check-references.ts'
import { Scenario } from './schema.ts'
import { ScenarioError, type ScenarioProblem } from './scenario-error.ts'

/** Checks a decoded scenario file: its shape, then that every key it names is there. Throws `ScenarioError`. */
export function parseScenario(json: unknown, source: string): Scenario {
  const result = v.safeParse(Scenario, json)
  if (!result.success) throw new ScenarioError(source, result.issues.map(describeIssue))
  const problems = checkReferences(result.output)
  if (problems.length > 0) throw new ScenarioError(source, problems)
  return result.output
}

/** Same, from the text of the file. */
export function parseScenarioText(text: string, source: string): Scenario {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new ScenarioError(source, [{ path: '(file)', problem, advice: 'correct the JSON at that place' }])
  }
  return parseScenario(json, source)
}

function describeIssue(issue: v.BaseIssue<unknown>): ScenarioProblem {
  const path = describePath(issue)
  if (issue.expected === 'never') {
    return {
      path,
      problem: `unknown field ${issue.received}`,
      advice: 'remove it or correct its name; scenario.schema.json lists the fields',
    }
  }
  if (issue.received === 'undefined') {
    return { path, problem: 'it is missing', advice: `add it: ${issue.expected ?? 'a value'} is expected` }
  }
  const isShape = issue.kind === 'schema'
  return {
    path,
    problem: isShape ? `it is ${issue.received}` : `${issue.received} does not fit`,
    advice: isShape ? `${issue.expected ?? 'another value'} is expected here` : issue.message,
  }
}

function describePath(issue: v.BaseIssue<unknown>): string {
  let path = ''
  for (const item of issue.path ?? []) {
    path += typeof item.key === 'number' ? `[${item.key}]` : `${path === '' ? '' : '.'}${String(item.key)}`
  }
  return path === '' ? '(top level)' : path
}
