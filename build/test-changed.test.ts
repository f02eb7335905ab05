import { describe, expect, it } from 'vitest'
import { areas, walks } from './test-areas.mjs'
import { chooseSpecs, findSpecs, listSpecs, selectChanged, skipUnconcerned } from './test-changed.mjs'
import { UsageError } from './start-options.mjs'
import { steps } from './test-steps.mjs'

const kinds = ['integration', 'browser', 'electron'] as const
const all = listSpecs()

describe('the parts that slow specs concern', () => {
  it.each(kinds)('name every %s spec', (kind) => {
    const named = new Set([...areas, walks].flatMap((area) => findSpecs(area[kind] ?? [], all[kind])))
    expect(all[kind].filter((path) => !named.has(path))).toEqual([])
  })

  it('name no spec that is not there', () => {
    const missing = [...areas, walks].flatMap((area) =>
      kinds.flatMap((kind) =>
        (area[kind] ?? []).filter((beginning) => findSpecs([beginning], all[kind]).length === 0),
      ),
    )
    expect(missing).toEqual([])
  })
})

describe('what concerns a change', () => {
  const choose = (...changed: string[]) => {
    const { integration, browser, electron } = chooseSpecs(changed, all)
    return [...integration, ...browser, ...electron].map((path) => path.replace(/^test\//u, ''))
  }

  it('is a changed spec itself and nothing else', () => {
    expect(choose('test/browser/notes.spec.ts')).toEqual(['browser/notes.spec.ts'])
    expect(choose('test/integration/note-leaks.exploit.test.ts')).toEqual([
      'integration/note-leaks.exploit.test.ts',
    ])
  })

  it('is what belongs to the part of a file', () => {
    const chosen = choose('electron/core/triage/tails.ts')
    expect(chosen).toContain('integration/clock-live.test.ts')
    expect(chosen).toContain('browser/triage-clock.spec.ts')
    expect(chosen).not.toContain('integration/login.test.ts')
    expect(choose('renderer/features/settings/clock/clock-page.tsx')).toContain('browser/settings.spec.ts')
  })

  it('is a few walks for a file of no part', () => {
    const chosen = choose('shared/lib/result.ts')
    expect(chosen).toContain('integration/lists.test.ts')
    expect(chosen).toContain('browser/messaging.spec.ts')
  })

  it('is nothing for words and for tests that run by themselves', () => {
    expect(
      choose('electron/core/store/README.md', 'shared/lib/result.test.ts', 'test/bench/rows.ts', 'README.md'),
    ).toEqual([])
  })
})

describe('the checks of a change', () => {
  it('leave out what has nothing to do', () => {
    const selection = {
      integration: [],
      browser: [],
      electron: [],
      since: 'HEAD',
      isBuilt: false,
      description: '',
    }
    const names = (changes: object) =>
      skipUnconcerned(steps, { ...selection, ...changes }).map(({ name }) => name)
    expect(names({})).toEqual(['types', 'lint', 'format', 'dead-code', 'unit', 'datacenter'])
    expect(names({ browser: ['test/browser/notes.spec.ts'], isBuilt: true })).toContain('browser')
    expect(skipUnconcerned(steps, undefined)).toBe(steps)
  })

  it('are refused for a commit that is not there', () => {
    expect(() => selectChanged('no-such-branch')).toThrow(UsageError)
  })
})
