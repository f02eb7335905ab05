import { readFileSync } from 'node:fs'
import type { Seed } from '../world/seed.ts'
import { planTraffic, type TrafficPlan } from '../traffic/traffic-plan.ts'
import { assembleSeed, giveIds, type StoryIds } from './assemble-seed.ts'
import { beginStory } from './begin-story.ts'
import demo from './demo.json' with { type: 'json' }
import empty from './empty.json' with { type: 'json' }
import { generateHosting } from './generate-hosting.ts'
import { generateLarge } from './generate-large.ts'
import large from './large.json' with { type: 'json' }
import { parseScenario, parseScenarioText } from './parse-scenario.ts'
import type { Scenario } from './schema.ts'
import { ScenarioError } from './scenario-error.ts'
import { writeTeamLog } from './team-log.ts'

const builtIns: Readonly<Record<string, unknown>> = { demo, empty, large }

export const builtInScenarios: readonly string[] = Object.keys(builtIns)

export interface LoadOptions {
  /** Milliseconds since 1970; every `ago` counts from here. */
  readonly nowMs: number
  /** The zone whose nights are quiet and whose hours traffic follows; this machine's by default. */
  readonly utcOffsetMinutes?: number
  /** Replaces the scenario's own seed number. */
  readonly seed?: number
}

export interface LoadedScenario {
  readonly name: string
  readonly seed: Seed
  /** Undefined when nothing happens by itself. */
  readonly traffic: TrafficPlan | undefined
  /** Ids by the keys of the scenario file; generated chats and people are `customer-N`, `customer-N.M`, `large-N`. */
  readonly ids: StoryIds
}

/**
 * Loads a built-in scenario (`demo`, `empty`, `large`, `large:2000x50` for 2000 chats of 50 messages) or a file.
 * The same scenario, `nowMs`, zone and seed number give the same result. Throws `ScenarioError`.
 */
export function loadScenario(nameOrFile: string, options: LoadOptions): LoadedScenario {
  return buildScenario(readScenario(nameOrFile), options)
}

/** Same, for a scenario that is already parsed. */
export function buildScenario(parsed: Scenario, options: LoadOptions): LoadedScenario {
  const scenario: Scenario = options.seed === undefined ? parsed : { ...parsed, seed: options.seed }
  const now = Math.floor(options.nowMs / 1000)
  const utcOffsetMinutes = options.utcOffsetMinutes ?? -new Date(options.nowMs).getTimezoneOffset()
  const story = beginStory(scenario, now)
  const { generate } = scenario
  if (generate?.kind === 'hosting') generateHosting(story, generate, now, utcOffsetMinutes)
  if (generate?.kind === 'large') generateLarge(story, generate, now)
  const ids = giveIds(story)
  const teamLog = scenario.team && writeTeamLog(story, scenario.team, ids, now)
  const seed = assembleSeed(story, ids, now)
  const teamChatId = teamLog && ids.chats.get(teamLog.chatKey)
  return {
    name: scenario.name,
    seed: teamChatId === undefined ? seed : { ...seed, teamChatId },
    ids,
    traffic: planTraffic(story, ids, utcOffsetMinutes, teamLog),
  }
}

function readScenario(nameOrFile: string): Scenario {
  const size = /^large:(\d+)x(\d+)$/.exec(nameOrFile)
  const builtIn = builtIns[size === null ? nameOrFile : 'large']
  if (builtIn === undefined) return parseScenarioText(readScenarioFile(nameOrFile), nameOrFile)
  const scenario = parseScenario(builtIn, nameOrFile)
  if (size === null || scenario.generate?.kind !== 'large') return scenario
  const generate = { ...scenario.generate, chats: Number(size[1]), messages: Number(size[2]) }
  return parseScenario({ ...scenario, generate }, nameOrFile)
}

function readScenarioFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    const advice = `give the path of a scenario file, or one of: ${builtInScenarios.join(', ')}, large:CHATSxMESSAGES`
    throw new ScenarioError(path, [{ path: '(file)', problem, advice }])
  }
}
