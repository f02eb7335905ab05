import { openTestClient } from './tdlib-client.ts'

// A program: another device of an account. It logs in, sends one message as it is asked to, and is switched off.
// A process of its own, because TDLib is configured once per process and the core under test does that.

const [port, publicKeyPem, phone, code, request] = process.argv.slice(2)
if (
  port === undefined ||
  publicKeyPem === undefined ||
  phone === undefined ||
  code === undefined ||
  request === undefined
) {
  throw new Error('usage: phone.ts PORT PUBLIC_KEY PHONE CODE [CHAT_ID,TEXT,SEND_AT_S?]')
}
const client = await openTestClient({ port: Number(port), publicKeyPem })
await client.logIn(phone, code)
await client.invoke({ _: 'loadChats', chat_list: { _: 'chatListMain' }, limit: 100 })
const [chatId, text, sendAtS] = JSON.parse(request) as readonly [number, string, number?]
const sent = await client.invoke({
  _: 'sendMessage',
  chat_id: chatId,
  options: {
    _: 'messageSendOptions',
    ...(sendAtS === undefined
      ? {}
      : { scheduling_state: { _: 'messageSchedulingStateSendAtDate', send_date: sendAtS } }),
  },
  input_message_content: { _: 'inputMessageText', text: { _: 'formattedText', text } },
})
await client.waitForUpdate('updateMessageSendSucceeded', ({ old_message_id }) => old_message_id === sent.id)
process.stdout.write('sent\n')
await client.dispose()
