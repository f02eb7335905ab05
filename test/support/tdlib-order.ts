import { openTestClient } from './tdlib-client.ts'

// A program: prints the chats of the main list as TDLib itself orders them. A process of its own, because TDLib is
// configured once per process and the core under test does that.

const [port, publicKeyPem, phone, code] = process.argv.slice(2)
if (port === undefined || publicKeyPem === undefined || phone === undefined || code === undefined) {
  throw new Error('usage: tdlib-order.ts PORT PUBLIC_KEY PHONE CODE')
}
const client = await openTestClient({ port: Number(port), publicKeyPem })
await client.logIn(phone, code)
const chat_list = { _: 'chatListMain' } as const
for (let isComplete = false; !isComplete;) {
  isComplete = await client.invoke({ _: 'loadChats', chat_list, limit: 100 }).then(
    () => false,
    () => true,
  )
}
const { chat_ids: chatIds } = await client.invoke({ _: 'getChats', chat_list, limit: 100_000 })
process.stdout.write(`${JSON.stringify(chatIds)}\n`)
await client.dispose()
