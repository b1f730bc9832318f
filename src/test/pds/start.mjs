// SPDX-License-Identifier: Apache-2.0
// A real Bluesky server (PDS) and an account directory (PLC, in memory), both on loopback.
// Environment: PLC_PORT, PDS_PORT, PDS_DIR (an empty folder). Prints `ready` when both answer.
import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.cwd(), 'package.json'))
const { PDS, envToCfg, envToSecrets } = require('@atproto/pds')
const { PlcServer, Database } = require('@did-plc/server')

const plcPort = Number(process.env.PLC_PORT)
const pdsPort = Number(process.env.PDS_PORT)
const folder = process.env.PDS_DIR
fs.mkdirSync(folder, { recursive: true })

// Both servers listen on every interface unless they are told otherwise, and neither can be told.
const listen = http.Server.prototype.listen
http.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}

const plc = PlcServer.create({ db: Database.mock(), port: plcPort })
await plc.start()

const settings = {
  devMode: true,
  port: pdsPort,
  hostname: 'localhost',
  serviceHandleDomains: ['.test'],
  dataDirectory: folder,
  blobstoreDiskLocation: path.join(folder, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  inviteRequired: false,
  rateLimitsEnabled: false,
  jwtSecret: crypto.randomBytes(16).toString('hex'),
  adminPassword: crypto.randomBytes(16).toString('hex'),
  dpopSecret: crypto.randomBytes(32).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: crypto.randomBytes(32).toString('hex'),
  // No AppView: port 9 refuses.
  bskyAppViewUrl: 'http://127.0.0.1:9',
  bskyAppViewDid: 'did:example:none',
  crawlers: [],
  disableSsrfProtection: true,
  lexiconDidAuthority: 'did:plc:none',
}
const pds = await PDS.create(envToCfg(settings), envToSecrets(settings))
await pds.start()
console.log('ready')

// The tests hold our standard input open; when they end, however they end, so do we.
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
