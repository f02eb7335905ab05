// Which of the slow specs concern which part of the code, for `npm test -- --changed`.

/**
 * `files`: which paths belong to the part, most of them by how a folder or the file begins. `integration`, `browser`,
 * `electron`: the specs that concern it, by how their names begin. A file may belong to several parts.
 * @typedef {{files: RegExp, integration?: readonly string[], browser?: readonly string[], electron?: readonly string[]}} Area
 * @type {readonly Area[]}
 */
export const areas = [
  {
    files: /\/(triage|rules|clock|reply-clock|working|message-tail|tails|wait)/u,
    integration: ['clock-', 'tail-', 'rules', 'marks', 'list-order', 'mark-read', 'preset'],
    browser: ['triage-'],
  },
  {
    files: /\/(rows|chat-model|chat-record|list|ordered-places|chat-list|group|rail|switcher|row)/u,
    integration: ['lists', 'list-order', 'marks', 'row-words'],
    browser: ['triage-list', 'triage-order', 'triage-walk', 'many-chats'],
  },
  {
    files: /\/(team|visibility|people|who-is-who)/u,
    integration: ['team-', 'alarms', 'notes', 'presence'],
    browser: ['team-settings', 'alarms', 'notes', 'presence'],
  },
  { files: /\/alarm/u, integration: ['alarms', 'team-surfaces'], browser: ['alarms'], electron: ['alarm'] },
  { files: /\/note/u, integration: ['notes', 'note-leaks'], browser: ['notes'] },
  {
    files:
      /\/(upgrade|migrations|joined-history|place-updates|moved-texts|redirect-calls|hand-over|composer|drafts|navigation)/u,
    integration: ['upgraded-group'],
    browser: ['upgraded-group'],
  },
  { files: /\/presence/u, integration: ['presence'], browser: ['presence'] },
  {
    files: /\/(conversation|history|message|replies|typing|formatted-text)/u,
    integration: ['conversation', 'history'],
    browser: ['messaging'],
  },
  {
    files: /\/(sending|send|outbox|outgoing|drafts|interrupted|composer|messages-handlers)/u,
    integration: ['sending', 'interrupted', 'kill', 'note-leaks'],
    browser: ['messaging', 'notes'],
  },
  {
    files: /\/notifi/u,
    integration: ['notifications'],
    browser: ['notifications'],
    electron: ['notifications'],
  },
  {
    files: /\/(session|sign-in|signed-in|account|start-trouble|td-session|auth|notices|secrets|connection)/u,
    integration: ['login', 'damage', 'account-ends', 'start-troubles'],
    browser: ['access', 'host', 'account-ends', 'start-refused'],
  },
  {
    files: /^electron\/core\/telegram\//u,
    integration: ['login', 'lists', 'conversation', 'history', 'sending'],
    browser: ['messaging'],
  },
  {
    files: /^electron\/core\/store\//u,
    integration: ['damage', 'kill', 'interrupted', 'lists', 'marks', 'account-ends'],
    browser: ['triage-marks'],
  },
  { files: /^electron\/core\/stream\/|^shared\/(rpc|contract)\//u, integration: ['lists', 'team-surfaces'] },
  { files: /\/settings|\/lib\/lazy|\/shell\//u, browser: ['settings', 'team-settings', 'parts'] },
  { files: /^electron\/hosts\//u, browser: ['host', 'access', 'start-refused'], electron: ['supervision'] },
  {
    files: /^electron\/(main|preload)\/|^electron\/hosts\/utility\//u,
    electron: ['window', 'security', 'start', 'supervision', 'notifications', 'demo'],
  },
  { files: /^build\/(start|find-electron)/u, browser: ['host'], electron: ['start'] },
]

/** For a file of the product or of the tests' support that no area names: a few walks through everything. */
export const walks = {
  integration: ['lists', 'conversation', 'sending'],
  browser: ['messaging'],
  electron: [],
}
