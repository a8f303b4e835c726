import { createApp } from 'vue'
import { locateServer } from './api/base'
import { ServerClient } from './api/client'
import App from './App.vue'
import { Session, SESSION } from './run/session'
import './styles/tokens.css'
import './styles/base.css'

const base = await locateServer(document.baseURI)
const session = new Session(new ServerClient(base))
createApp(App).provide(SESSION, session).mount('#app')
void session.start()
