import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startProgram } from '../support/child-process.ts'
import { openHarness } from '../support/core-harness.ts'
import { startDatacenterProcess } from '../support/datacenter-process.ts'
import { sendIdOf, textOf } from '../support/sending-program.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectOk, plain, readText } from '../support/test-window.ts'
import { ivan, smallScenario } from './small.ts'

const entry = fileURLToPath(new URL('../support/sending-program.ts', import.meta.url))
const rounds = 8
const chatTitle = 'Billing'

test('killed again and again while it sends, it loses nothing and sends nothing twice', async () => {
  const profileFolder = createTemporaryFolder()
  const datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
  onTestFinished(() => datacenter.stop())
  const { mtprotoPort, controlPort, tdjsonPath } = datacenter
  const taken = new Set<number>()
  for (let round = 0; round < rounds; round += 1) {
    const task = {
      datacenter: { mtprotoPort, controlPort, tdjsonPath },
      loginPhone: ivan.phone,
      profileFolder,
      chatTitle,
      first: Math.max(0, ...taken) + 1,
    }
    const program = startProgram(process.execPath, [entry, JSON.stringify(task)])
    // A different moment of the work every round: after so many texts, in the middle of the next one.
    await program.waitForLine(new RegExp(`^sent ${task.first + round}$`, 'u'))
    await program.stop('SIGKILL')
    for (const [, number] of program.output().matchAll(/^sent (\d+)$/gmu)) taken.add(Number(number))
  }

  const harness = await openHarness({ datacenter, loginPhone: ivan.phone, profileFolder })
  onTestFinished(() => harness.dispose())
  const { window } = harness
  await window.waitForSync()
  const { id } = await window.waitForChat(chatTitle)
  await window.open(id)
  await window.waitForConnection('ready')
  await window.waitFor(
    () => window.messages(id).every(({ state }) => state !== 'pending'),
    () => 'nothing pending',
    60_000,
  )
  const readCounts = async (): Promise<ReadonlyMap<string, number>> => {
    const { messages } = await datacenter.call<{ messages: readonly { text: string }[] }>(
      'GET',
      `/chats/${id}/messages?limit=10000`,
    )
    const counts = new Map<string, number>()
    for (const { text } of messages) counts.set(text, (counts.get(text) ?? 0) + 1)
    return counts
  }
  const describeShown = (text: string): string =>
    window
      .messages(id)
      .filter((message) => readText(message) === text)
      .map((message) => `${message.state} ${message.id}`)
      .join(', ')
  const readMisplaced = async (): Promise<readonly string[]> => {
    const onServer = await readCounts()
    const kept = window.messages(id).filter(({ failure }) => failure?.code === 'interrupted')
    const interrupted = new Set(kept.map((message) => readText(message)))
    const texts = [...taken].map((number) => textOf(number))
    return texts.flatMap((text) => {
      const places = [onServer.get(text) ?? 0, interrupted.has(text) ? 1 : 0] as const
      return places[0] + places[1] === 1
        ? []
        : [`${text}: ${places[0]} on the server, ${places[1]} interrupted, shown: ${describeShown(text)}`]
    })
  }
  expect(taken.size).toBeGreaterThan(rounds)
  // What the server took and TDLib forgot comes back with the difference, a moment after the list is there.
  await expect.poll(readMisplaced, { timeout: 20_000, interval: 100 }).toEqual([])
  for (const [text, count] of await readCounts()) if (text.startsWith('Text ')) expect(count, text).toBe(1)

  // An interrupted text goes out when the user says so, once, and its window's repeated call finds it.
  for (const message of window.messages(id).filter(({ failure }) => failure?.code === 'interrupted')) {
    expectOk(await window.calls['messages.retry']({ chatId: id, messageId: message.id }))
    await window.waitForMessage(id, readText(message), 'sent')
  }
  const last = Math.max(...taken)
  const again = expectOk(
    await window.calls['messages.send']({ sendId: sendIdOf(last), chatId: id, text: plain(textOf(last)) }),
  )
  expect(window.messages(id).find((message) => message.id === again.messageId)).toBeDefined()
})
