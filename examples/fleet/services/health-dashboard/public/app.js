const list = document.querySelector('#services');

async function refresh() {
  const response = await fetch('/api/health');
  const services = await response.json();
  list.replaceChildren(...services.map(asItem));
}

function asItem({ name, state }) {
  const item = document.createElement('li');
  item.className = state;
  item.textContent = `${name}: ${state}`;
  return item;
}

refresh();
setInterval(refresh, 15_000);
