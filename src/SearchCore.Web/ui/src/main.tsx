import './css/app.css';
import { render } from 'preact';
import { App } from './app';
import { startRouter } from './router';

// The server has put the first view into the document already. It stays, and works, until the app has the same to show.
const served = document.getElementById('served');
const root = document.createElement('div');
root.id = 'app';
root.hidden = served !== null;
document.body.append(root);
startRouter(() => {
  if (!served) return;
  served.remove();
  root.hidden = false;
});
render(<App />, root);
