import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLazyModule, loadLazyModules } from './lazy-module.ts'

const reported: unknown[] = []
const original = globalThis.reportError

beforeEach(() => {
  globalThis.reportError = (error) => reported.push(error)
})
afterEach(() => {
  reported.length = 0
  globalThis.reportError = original
})

it('loads once, however often it is wanted', async () => {
  let reads = 0
  const module = createLazyModule(() => {
    reads += 1
    return Promise.resolve('part')
  })
  expect(module.store.getState()).toEqual({ kind: 'absent' })
  const first = module.load()
  expect(module.store.getState()).toEqual({ kind: 'loading' })
  await Promise.all([first, module.load()])
  await module.load()
  expect(module.store.getState()).toEqual({ kind: 'ready', value: 'part' })
  expect(reads).toBe(1)
})

it('says that it failed, and is tried again', async () => {
  const answers = [Promise.reject(new Error('no file')), Promise.resolve('part')]
  const module = createLazyModule(() => answers.shift() ?? Promise.resolve('late'))
  await module.load()
  expect(module.store.getState()).toEqual({ kind: 'failed' })
  expect(reported).toHaveLength(1)
  await module.load()
  expect(module.store.getState()).toEqual({ kind: 'ready', value: 'part' })
})

it('loads the rest one after another, and goes on after a failure', async () => {
  const order: string[] = []
  createLazyModule(() => {
    order.push('broken')
    return Promise.reject(new Error('no file'))
  })
  const last = createLazyModule(() => {
    order.push('last')
    return Promise.resolve('part')
  })
  createLazyModule(() => {
    order.push('soon')
    return Promise.resolve('part')
  }, 'soon')
  let idles = 0
  await loadLazyModules(() => {
    idles += 1
    return Promise.resolve()
  })
  expect(order).toEqual(['soon', 'broken', 'last'])
  expect(idles).toBeGreaterThanOrEqual(2)
  expect(last.store.getState().kind).toBe('ready')
})
