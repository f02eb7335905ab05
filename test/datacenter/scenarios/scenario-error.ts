export interface ScenarioProblem {
  /** Where in the file, as `chats[3].history[0]`. */
  readonly path: string
  readonly problem: string
  readonly advice: string
}

const shownProblems = 10

/** A scenario that cannot be loaded: every problem found, each with its place and what to do about it. */
export class ScenarioError extends Error {
  readonly problems: readonly ScenarioProblem[]

  constructor(source: string, problems: readonly ScenarioProblem[]) {
    const lines = problems
      .slice(0, shownProblems)
      .map(({ path, problem, advice }) => `  ${path}: ${problem}; ${advice}`)
    const left = problems.length - lines.length
    if (left > 0) lines.push(`  … and ${left} more`)
    super(`The scenario ${source} cannot be used:\n${lines.join('\n')}`)
    this.name = 'ScenarioError'
    this.problems = problems
  }
}
