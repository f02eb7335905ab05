import { describe, expect, it } from 'vitest'
import { UsageError } from './start-options.mjs'
import { describeUsage, readTestOptions } from './test-options.mjs'

const names = ['types', 'unit', 'browser']

describe('the command line of npm test', () => {
  it('means every check by default', () => {
    expect(readTestOptions([], names)).toEqual({
      wantsHelp: false,
      only: undefined,
      isChangedOnly: false,
      since: undefined,
    })
  })

  it('takes single checks, what changed, and both', () => {
    expect(readTestOptions(['--only', 'unit,types'], names).only).toEqual(['unit', 'types'])
    expect(readTestOptions(['--changed', '--since', 'HEAD~2', '--only=unit'], names)).toEqual({
      wantsHelp: false,
      only: ['unit'],
      isChangedOnly: true,
      since: 'HEAD~2',
    })
    expect(readTestOptions(['--help'], names).wantsHelp).toBe(true)
  })

  it.each([
    [['--chagned'], /--chagned/u],
    [['unit'], /unit/u],
    [['--only'], /only/u],
    [['--only', ''], /types, unit, browser/u],
    [['--only', 'unit,nuit'], /"nuit"; there are types, unit, browser/u],
    [['--changed', 'main'], /main/u],
    [['--since', 'main'], /needs --changed/u],
  ])('refuses %j', (args, message) => {
    expect(() => readTestOptions(args, names)).toThrow(UsageError)
    expect(() => readTestOptions(args, names)).toThrow(message)
  })

  it('tells every check by its name', () => {
    for (const name of names) expect(describeUsage(names)).toContain(name)
  })
})
