// Small improvements for browsers with script; every page works without them.
import { initAll } from './nhsuk-frontend.js?v=NHSUK_VERSION'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()

// A form that is seen again after going back keeps its mark, so that it makes no second record.
const once = document.querySelector('[data-once]')
if (once && history.state?.once) {
  once.value = history.state.once
} else if (once) {
  history.replaceState({ ...history.state, once: once.value }, '')
}

// Parts of a page that were fetched anew get the same behaviour.
document.addEventListener('htmx:afterSettle', (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt })
  }
})

// Under a choice, show only what that choice asks for; a part with an error stays in sight.
function showAsked (group) {
  const chosen = group.querySelector('input[type=radio]:checked')
  for (const part of group.querySelectorAll('[data-asked-by]')) {
    const asked = chosen && part.dataset.askedBy.split(' ').includes(chosen.value)
    part.hidden = !asked && !part.querySelector('.nhsuk-error-message')
  }
}

for (const group of document.querySelectorAll('[data-asks]')) {
  showAsked(group)
  group.addEventListener('change', () => showAsked(group))
}
