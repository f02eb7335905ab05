import type { DialogueSource } from '../dialogue.ts'

/** Sites that answer slowly, wrongly or not at all; English. */
export const webEn: readonly DialogueSource[] = [
  {
    id: 'web-en-502',
    lines: [
      'c: Payment callbacks return 502 for some customers since noon. Could you please add us to the whitelist and raise PHP workers to 40?',
      'c+2: It is urgent, the sale starts at 13:00.',
      's+2: {c}, looking into it right now',
      's+5: Workers are at 40 and the three callback addresses are on the whitelist. No 502 for the last four minutes.',
      'c+3: Confirmed, orders are coming in. Thank you!',
    ],
  },
  {
    id: 'web-en-ttfb',
    lines: [
      'c: Morning. TTFB on {sub} went from 200 ms to {ms} ms overnight, nothing was released',
      's+3: Morning. The object cache on {server} was restarted at 04:12 and came back empty, it is still warming up',
      's+9: I have warmed the top 500 pages by hand:\n```bash\n$ curl -so /dev/null -w "%{time_starttransfer}\\n" https://{sub}/\n0.183\n```',
      'c+2: Back to normal here too. Can we get an alert for this?',
      's+2: Added: TTFB over 800 ms for 5 minutes posts to this chat',
      'c+1: perfect',
    ],
  },
  {
    id: 'web-en-maintenance',
    lines: [
      'c: we see the maintenance page on production, was anything planned?',
      's+1: Nothing from our side. Checking',
      's+3: A deploy left `storage/framework/down` behind at 11:02. Removed, the site is up',
      'c+2: ah, our pipeline died halfway. sorry for the noise',
      's+1: No problem at all',
    ],
  },
  {
    id: 'web-en-cdn-purge',
    lines: [
      'c: The banner still points to staging, can you purge the CDN?',
      's+2: Purged `/` and `/assets/banners/*`',
      'c+2: still staging for me in a private window',
      's+3>3: The HTML itself has the staging link, so it comes from the CMS block “home-top”',
      'c+4: you are right, editors pasted it. fixed',
    ],
  },
  {
    id: 'web-en-cors',
    lines: [
      'c2: Our new front end gets CORS errors from api.{domain}',
      's+3: Which origin does it run on?',
      'c2+1: https://app.{domain}',
      's+4: Done:\n```nginx\nadd_header Access-Control-Allow-Origin "https://app.{domain}" always;\nadd_header Access-Control-Allow-Credentials true always;\n```',
      'c2+3: Works, thanks!',
    ],
  },
  {
    id: 'web-en-queue',
    lines: [
      'c: order e-mails arrive 40 minutes late today',
      's+3: The queue has 12,600 jobs, one worker is stuck on an image resize. Restarting it and adding two more',
      's+8: 3,100 left, it will be empty in about six minutes',
      'c+9: all caught up. what was the image?',
      's+2: A 212-megapixel PNG in the catalogue import, item 90417. I would cap uploads at 40 MP',
      'c+1: agreed, please do',
    ],
  },
  {
    id: 'web-en-http2',
    lines: [
      'c: Is HTTP/3 available on our plan?',
      's+4: Yes, since last month. I can switch it on for {sub} first, and for the rest after a day',
      'c+2: sounds good, go ahead',
      's+5: On. `alt-svc: h3=":443"` is there, about 30 % of visitors use it already',
    ],
  },
  {
    id: 'web-en-robots',
    lines: [
      'c: someone is scraping our prices, 40 requests per second from 198.51.100.0/24',
      's+2: Confirmed. Rate limit to 2 r/s or block outright?',
      'c+1: block please',
      's+2: Blocked at the edge, logged as task {task}. I will review the list tomorrow',
      'c+1: ok, waiting for the report',
    ],
  },
  {
    id: 'web-en-search-timeout',
    lines: [
      'c: Search on the site times out for long queries',
      's+4: Elasticsearch heap is at 97 %. I can restart one node at a time, search stays up',
      'c+1: go',
      's+16: Both nodes are back, p95 is 140 ms',
      'c+3: Lovely. Thank you {s}',
    ],
  },
]
