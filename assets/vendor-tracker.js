// Small improvements for browsers with script; every page works without them.
import { initAll } from './nhsuk-frontend.js?v=NHSUK_VERSION'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()

// Parts of a page that were fetched anew get the same behaviour.
document.addEventListener('htmx:afterSettle', (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt })
  }
})
