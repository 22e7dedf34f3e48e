// The line to the server: it comes back by itself, and what is asked meanwhile waits.

const KEY = "whosaid-demo";
const LONGEST_WAIT = 8000;
const QUEUE = 20;

export class Connection {
  // hear: called with each message; change: called with whether the line is open.
  constructor(language, hear, change) {
    this.language = language;
    this.hear = hear;
    this.change = change;
    this.queue = [];
    this.wait = 500;
    this.ready = false;
    this.open();
  }

  send(gesture) {
    if (this.ready) this.socket.send(JSON.stringify(gesture));
    else if (this.queue.length < QUEUE) this.queue.push(gesture);
  }

  open() {
    const address = new URL("talk", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(address);
    this.socket.onopen = () => {
      const hello = { type: "hello", session: sessionStorage.getItem(KEY) ?? "", language: this.language };
      this.socket.send(JSON.stringify(hello));
    };
    this.socket.onmessage = ({ data }) => {
      const told = JSON.parse(data);
      if (told.type === "welcome") this.begin(told);
      this.hear(told);
    };
    this.socket.onclose = () => {
      this.ready = false;
      this.change(false);
      setTimeout(() => this.open(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    };
  }

  begin(welcome) {
    sessionStorage.setItem(KEY, welcome.session);
    this.ready = true;
    this.wait = 500;
    this.change(true);
    for (const gesture of this.queue.splice(0)) this.send(gesture);
  }
}
