import { expect, it } from 'vitest'
import { listSources, readSource } from './import-graph.ts'

it('what comes from outside is parsed in one place, which bounds what is said about it', () => {
  const sources = ['electron', 'shared', 'renderer'].flatMap(listSources)
  const parsing = sources.filter(
    (file) => !/\.test\.tsx?$/u.test(file) && readSource(file).includes('v.safeParse('),
  )
  expect(parsing).toEqual(['shared/lib/parse-outside.ts'])
})
