// Electron's `net.request` and its native `autoUpdater` (Squirrel.Mac) for the stand-in: as small as electron-updater needs them.
import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'

const isLoopback = (host) => host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d+){3}$/.test(host)
const names = { ECONNREFUSED: 'ERR_CONNECTION_REFUSED', ECONNRESET: 'ERR_CONNECTION_RESET', ENOTFOUND: 'ERR_NAME_NOT_RESOLVED', ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT' }
const netError = (error) => new Error(`net::${names[error.code] ?? 'ERR_FAILED'}`) // Chromium's words, and no `code`

/** As lib/browser/api/net-client-request.ts: a redirect is told, and followed only where `redirect` says so. */
export class ClientRequest extends EventEmitter {
  chunkedEncoding = false
  constructor(options) {
    super()
    const { url, method = 'GET', headers = {}, redirect = 'follow', protocol = 'http:', hostname, host, port, path = '/' } = typeof options === 'string' ? { url: options } : options
    if (!['follow', 'error', 'manual'].includes(redirect)) throw new Error('redirect mode should be one of follow, error or manual')
    Object.assign(this, { _method: method.toUpperCase(), _headers: { ...headers }, _redirect: redirect, _body: [] })
    this._url = new URL(url ?? `${protocol}//${hostname ?? host}${port ? `:${port}` : ''}${path}`)
    if (!/^https?:$/.test(this._url.protocol)) throw new Error('ClientRequest only supports http: and https: protocols')
  }
  setHeader(name, value) { this._headers[name] = value }
  getHeader(name) { return this._headers[name] }
  removeHeader(name) { delete this._headers[name] }
  write(chunk) { this._body.push(chunk); return true }
  end(chunk) { if (chunk) this._body.push(chunk); this._ask(this._url); return this }
  followRedirect() { this._followed = true }
  abort() {
    if (this._aborted) return
    this._aborted = true
    this._request?.destroy()
    queueMicrotask(() => { this.emit('abort'); this.emit('close') })
  }
  _fail(error) {
    if (this._aborted || this._failed) return
    this._failed = true
    this.emit('error', error)
    this.emit('close')
  }
  _ask(url) {
    if (!isLoopback(url.hostname) && !process.env.ELECTRON_STANDIN_ONLINE) return queueMicrotask(() => this._fail(new Error('net::ERR_INTERNET_DISCONNECTED')))
    this._request = (url.protocol === 'https:' ? https : http).request(url, { method: this._method, headers: this._headers, agent: false }, (response) => this._hear(url, response))
    this._request.on('error', (error) => this._fail(netError(error)))
    for (const chunk of this._body) this._request.write(chunk)
    this._request.end()
  }
  _hear(url, response) {
    const { statusCode, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy()
      const to = new URL(headers.location, url)
      if (this._redirect === 'error') return this._fail(new Error("Attempted to redirect, but redirect policy was 'error'"))
      this._followed = this._redirect === 'follow'
      this.emit('redirect', statusCode, this._method, to.href, headers)
      if (this._aborted) return
      return this._followed ? this._ask(to) : this._fail(new Error('Redirect was cancelled'))
    }
    response.on('error', () => this._fail(new Error('net::ERR_CONTENT_LENGTH_MISMATCH')))
    response.on('end', () => this.emit('close'))
    this.emit('response', response)
  }
}

const fetched = async (url, headers) => {
  const reply = await fetch(url, { headers })
  if (!reply.ok) throw new Error(`Update check failed. Status code: ${reply.status}`)
  return reply
}

/**
 * Squirrel.Mac: asks the feed, fetches the zip for real, and checks its signature against the running app's, which here a test
 * decides (`records.badSignature`). Once it has a version, that is put in place when the process ends: then a line of JSON is
 * written into the file ELECTRON_STANDIN_SHIPIT names.
 */
export const nativeUpdater = (app, records) => {
  const updater = new EventEmitter()
  let feed = null
  let staged = null
  let relaunches = false
  process.on('exit', () => {
    if (staged && process.env.ELECTRON_STANDIN_SHIPIT) writeFileSync(process.env.ELECTRON_STANDIN_SHIPIT, `${JSON.stringify({ bytes: staged, relaunches })}\n`)
  })
  return Object.assign(updater, {
    setFeedURL(options) { feed = typeof options === 'string' ? { url: options } : options },
    getFeedURL: () => feed?.url ?? '',
    checkForUpdates() {
      if (!feed) throw new Error('Update URL is not set')
      updater.emit('checking-for-update')
      void (async () => {
        const { url } = await (await fetched(feed.url, feed.headers)).json()
        const zip = new Uint8Array(await (await fetched(url, feed.headers)).arrayBuffer())
        records.handed.push(zip.length)
        if (records.badSignature) throw new Error('Code signature at URL file:///private/var/folders/update.app/ did not pass validation: code failed to satisfy specified code requirement(s)')
        staged = zip.length
        updater.emit('update-available')
        updater.emit('update-downloaded', {}, '', '', new Date(), feed.url)
      })().catch((error) => updater.emit('error', error))
    },
    quitAndInstall() {
      if (!staged) return updater.emit('error', new Error('No update available, can\'t quit and install'))
      relaunches = true
      app.quit()
    },
  })
}
