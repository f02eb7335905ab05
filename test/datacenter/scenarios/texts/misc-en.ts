import type { DialogueSource } from '../dialogue.ts'

/** Short everyday matters; English. */
export const miscEn: readonly DialogueSource[] = [
  {
    id: 'misc-en-call',
    lines: [
      'c: Do you have half an hour tomorrow to talk about the new region?',
      'm+5: 11:00 works. I will bring {s2}, here is the link: [meeting {task}](https://meet.kedrovka.example/k/{task})',
      'c+3: accepted',
    ],
  },
  {
    id: 'misc-en-graph',
    lines: [
      'c: what was the spike at 03:40?',
      's+4: Your nightly feed import, it overlapped with the backup. I have moved the backup to 02:15',
      'c+6: makes sense, thx',
    ],
  },
  {
    id: 'misc-en-holiday',
    lines: [
      'c: who is on duty over the holidays?',
      'm+7: Somebody always is, 24×7. Write here as usual, nothing changes',
      'c+2: reassuring :)',
    ],
  },
  {
    id: 'misc-en-typo',
    lines: [
      'c: sorry, ignore my last message, it was our firewall',
      's+2: Glad it is found. Shall I keep the extra logging on?',
      'c+1: no need',
    ],
  },
  {
    id: 'misc-en-night',
    lines: [
      'bot: 🔴 {sub}: no answer for 2 minutes',
      's+1: On it',
      's+3: A stuck worker, restarted, all green',
      'c+58: morning! saw the alert, is it solved for good?',
      's+3: Down for 4 minutes. The import that hung has a time limit now',
      'c+2: nice, thank you',
    ],
  },
]
