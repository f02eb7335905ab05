import { expect, it } from 'vitest'
import { findCycles, readImports, type FileImport } from './import-graph.ts'

/** Each floor imports itself and those below it; `ui` imports `lib`, never the other way. */
const floors = ['app', 'features', 'shell', 'entities', 'ui', 'lib']
const publicFile = 'index.ts'

const imports = readImports('renderer')
const findFloor = (file: string): string | undefined => /^renderer\/([^/]+)\//u.exec(file)?.[1]
const findFeature = (file: string): string | undefined => /^renderer\/features\/([^/]+)\//u.exec(file)?.[1]
const show = ({ from, to }: FileImport): string => `${from} → ${to}`

it('sees the folders of the renderer', () => {
  const seen = new Set(imports.map(({ from }) => findFloor(from)))
  expect([...seen].filter((floor) => floor !== undefined)).toEqual(expect.arrayContaining(floors))
  expect(new Set(imports.map(({ from }) => findFeature(from))).size).toBeGreaterThan(10)
})

it('has floors that import downwards alone', () => {
  const upwards = imports.filter(({ from, to }) => {
    const [upper, lower] = [findFloor(from), findFloor(to)].map((floor) => floors.indexOf(floor ?? ''))
    return upper !== undefined && lower !== undefined && lower >= 0 && upper > lower
  })
  expect(upwards.map(show)).toEqual([])
})

it('has features that are imported through their public file alone', () => {
  const around = imports.filter(({ from, to }) => {
    const feature = findFeature(to)
    return (
      feature !== undefined &&
      feature !== findFeature(from) &&
      to !== `renderer/features/${feature}/${publicFile}`
    )
  })
  expect(around.map(show)).toEqual([])
})

it('has no features that need each other', () => {
  const between = imports.flatMap(({ from, to }) => {
    const [user, used] = [findFeature(from), findFeature(to)]
    return user === undefined || used === undefined || user === used ? [] : [{ from: user, to: used }]
  })
  expect(between.length).toBeGreaterThan(0)
  expect(findCycles(between)).toEqual([])
})
