(function () {
  'use strict';

  var WORDS = {
    en: {
      join: 'Join the workshop', letters: 'Type the five letters on the screen. No name, no account: nobody can see who chose what.',
      code: 'Five letters', go: 'Join', wrong: 'Those are not the letters on the screen.', slow: 'One moment …',
      locked: 'The door is locked. Ask whoever runs the workshop.', full: 'All seats are taken. Ask whoever runs the workshop.',
      ended: 'The workshop is over.', look: 'Look at the screen in front.', lookMore: 'There is nothing to do here now.',
      think: 'What would you say?', thinkMore: 'Half a minute, each for yourself.',
      argue: 'Turn to your neighbour.', argueMore: 'Say which reply you chose and why. Try to change their mind.',
      again: 'Then everybody votes once more.', over: 'That was it. Thank you.', overMore: 'You can close this page.',
      closed: 'The vote is closed.', closedIn: 'The vote is closed. You chose ', inIs: 'Your vote is in: ',
      change: 'You can change it until the vote closes.', late: 'That came too late: the vote is closed.',
      cut: 'Not connected. Trying again.', busy: 'Many at once. Trying again.', alone: 'Choose one, alone.',
      phases: { practice: 'Practice', first: 'Vote 1', second: 'Vote 2', differs: 'What differs?', argue: 'Argue', think: 'Think' }
    },
    de: {
      join: 'Am Workshop teilnehmen', letters: 'Geben Sie die fünf Buchstaben von der Leinwand ein. Kein Name, kein Konto: Niemand sieht, wer was gewählt hat.',
      code: 'Fünf Buchstaben', go: 'Teilnehmen', wrong: 'Das sind nicht die Buchstaben auf der Leinwand.', slow: 'Einen Moment …',
      locked: 'Die Tür ist zu. Fragen Sie, wer den Workshop leitet.', full: 'Alle Plätze sind vergeben. Fragen Sie, wer den Workshop leitet.',
      ended: 'Der Workshop ist zu Ende.', look: 'Schauen Sie nach vorn.', lookMore: 'Hier ist gerade nichts zu tun.',
      think: 'Was würden Sie sagen?', thinkMore: 'Eine halbe Minute, jeder für sich.',
      argue: 'Wenden Sie sich an Ihren Nachbarn.', argueMore: 'Sagen Sie, welche Antwort Sie gewählt haben und warum. Versuchen Sie zu überzeugen.',
      again: 'Danach stimmen alle noch einmal ab.', over: 'Das war es. Vielen Dank.', overMore: 'Sie können diese Seite schließen.',
      closed: 'Die Abstimmung ist geschlossen.', closedIn: 'Die Abstimmung ist geschlossen. Sie haben gewählt: ', inIs: 'Ihre Stimme zählt: ',
      change: 'Sie können sie bis zum Schluss ändern.', late: 'Das kam zu spät: Die Abstimmung ist geschlossen.',
      cut: 'Keine Verbindung. Neuer Versuch.', busy: 'Viele zugleich. Neuer Versuch.', alone: 'Wählen Sie eine, jeder für sich.',
      phases: { practice: 'Probe', first: 'Abstimmung 1', second: 'Abstimmung 2', differs: 'Was ist anders?', argue: 'Diskutieren', think: 'Nachdenken' }
    }
  };

  var main = document.getElementById('main');
  var status = document.getElementById('status');
  var title = document.getElementById('title');
  var phase = document.getElementById('phase');
  var seat = null;
  var shown = null;
  var source = null;
  var heard = 0;
  var leftAt = null;
  var ticking = null;
  var asking = false;
  var known = null;

  try { seat = window.sessionStorage.getItem('seat'); } catch (ignored) { seat = null; }

  function words(language) {
    var tag = language || navigator.language || navigator.userLanguage || 'en';
    return WORDS[String(tag).slice(0, 2).toLowerCase()] || WORDS.en;
  }
  var w = words(null);

  function make(kind, text, style) {
    var it = document.createElement(kind);
    if (text !== undefined && text !== null) { it.appendChild(document.createTextNode(text)); }
    if (style) { it.className = style; }
    return it;
  }

  function clear(it) { while (it.firstChild) { it.removeChild(it.firstChild); } }

  function say(text, style) {
    if (status.getAttribute('data-said') === text) { return; }
    status.setAttribute('data-said', text);
    clear(status);
    status.className = style || '';
    if (text) { status.appendChild(document.createTextNode(text)); }
  }

  function ask(method, path, body, done) {
    var request = new XMLHttpRequest();
    request.open(method, path, true);
    request.timeout = 15000;
    request.setRequestHeader('X-Make-It-Right', '1');
    if (seat) { request.setRequestHeader('X-Seat', seat); }
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (ignored) { answer = null; }
      done(request.status, answer || {});
    };
    request.onerror = request.ontimeout = function () { done(0, {}); };
    request.send(body ? JSON.stringify(body) : null);
  }

  function keep(token) {
    seat = token;
    try { window.sessionStorage.setItem('seat', token); } catch (ignored) { known = null; }
  }

  function askForTheCode(why) {
    stop();
    w = words(null);
    document.documentElement.lang = w === WORDS.de ? 'de' : 'en';
    known = null;
    shown = 'join';
    leftAt = null;
    title.textContent = 'Make It Right';
    phase.textContent = '';
    clear(main);
    var form = make('form');
    form.appendChild(make('h1', w.join));
    form.appendChild(make('p', w.letters, 'quiet'));
    var label = make('label', w.code);
    label.htmlFor = 'code';
    var input = make('input');
    input.id = 'code';
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('autocapitalize', 'characters');
    input.setAttribute('spellcheck', 'false');
    input.maxLength = 12;
    input.value = (location.hash || '').replace(/[^A-Za-z]/g, '').slice(0, 5).toUpperCase();
    var button = make('button', w.go, 'go');
    button.type = 'submit';
    form.appendChild(label);
    form.appendChild(input);
    form.appendChild(button);
    form.onsubmit = function (event) {
      if (event && event.preventDefault) { event.preventDefault(); }
      if (asking) { return false; }
      asking = true;
      say(w.slow, '');
      ask('POST', 'join', { code: input.value.slice(0, 32) }, function (code, answer) {
        asking = false;
        if (code === 200 && answer.seat) {
          keep(answer.seat);
          say('', '');
          show(answer.moment, true);
          listen();
        } else if (code === 403) {
          say(answer.why === 'code' ? w.wrong : w[answer.why] || w.wrong, 'bad');
          input.focus();
        } else if (code === 410) {
          say(w.ended, 'bad');
        } else {
          say(code === 503 ? w.busy : w.cut, 'bad');
        }
      });
      return false;
    };
    main.appendChild(form);
    say(why || '', why ? 'bad' : '');
    input.focus();
  }

  function heading(text, more) {
    main.appendChild(make('h1', text));
    if (more) { main.appendChild(make('p', more, 'quiet')); }
  }

  function clock() {
    var it = make('p', '', 'left');
    it.id = 'left';
    /* It changes each second, and is read aloud when somebody goes there. */
    it.setAttribute('aria-live', 'off');
    main.appendChild(it);
  }

  function show(moment, anew) {
    if (!moment || !moment.page) { return; }
    /* What is older than what is known counts no more. */
    if (!anew && known && moment.revision < known.revision) { return; }
    w = words(moment.language);
    document.documentElement.lang = w === WORDS.de ? 'de' : 'en';
    known = moment;
    leftAt = typeof moment.left === 'number' ? new Date().getTime() + moment.left * 1000 : null;
    var page = moment.page;
    var name = page.page + (page.round || '');
    title.textContent = moment.title;
    phase.textContent = page.page === 'vote' ? w.phases[page.ballot] || '' : w.phases[page.page] || '';
    if (name !== shown) {
      shown = name;
      clear(main);
      if (page.page === 'vote') { vote(page, moment.language); }
      if (page.page === 'look') { heading(w.look, w.lookMore); }
      if (page.page === 'think') { heading(w.think, w.thinkMore); clock(); }
      if (page.page === 'argue') { heading(w.argue, w.argueMore); clock(); main.appendChild(make('p', w.again, 'quiet')); }
      if (page.page === 'over') { heading(w.over, w.overMore); stop(); }
      main.focus();
      window.scrollTo(0, 0);
    }
    mark(page);
    tick();
  }

  function vote(page, language) {
    var prompt = page.prompt ? page.prompt.text : '';
    var head = make('h1', prompt || w.alone);
    if (language) { head.lang = language; }
    main.appendChild(head);
    if (prompt) { main.appendChild(make('p', w.alone, 'quiet')); }
    for (var at = 0; at < page.options.length; at += 1) { main.appendChild(option(page, at, language)); }
  }

  function option(page, at, language) {
    var it = make('button');
    it.type = 'button';
    it.setAttribute('data-option', String(at));
    it.appendChild(make('span', page.options[at].letter, 'letter'));
    it.appendChild(document.createTextNode(' '));
    var text = make('span', page.options[at].text);
    if (language) { text.lang = language; }
    it.appendChild(text);
    it.onclick = function () { choose(page.round, at, 0); };
    return it;
  }

  function mark(page) {
    if (page.page !== 'vote') { say('', ''); return; }
    var buttons = main.getElementsByTagName('button');
    for (var at = 0; at < buttons.length; at += 1) {
      buttons[at].setAttribute('aria-pressed', page.mine === at ? 'true' : 'false');
      buttons[at].disabled = !page.open;
    }
    var letter = typeof page.mine === 'number' && page.options[page.mine] ? page.options[page.mine].letter : null;
    if (page.open) { say(letter ? w.inIs + letter + '. ' + w.change : '', 'good'); }
    if (!page.open) { say(letter ? w.closedIn + letter + '.' : w.closed, 'good'); }
  }

  function choose(round, at, tries) {
    ask('POST', 'vote', { round: round, option: at }, function (code, answer) {
      /* The room may be elsewhere by now: what is said of this vote is not for that. */
      var here = known && known.page && known.page.round === round;
      if (code === 200) { show(answer, false); return; }
      if (code === 401) { askForTheCode(''); return; }
      if (code === 409) { if (here) { say(w.late, 'bad'); } refresh(); return; }
      if (here && tries < 5) {
        say(code === 503 ? w.busy : w.cut, 'bad');
        window.setTimeout(function () { if (known && known.page.round === round) { choose(round, at, tries + 1); } }, 700 * (tries + 1));
      }
    });
  }

  function tick() {
    var it = document.getElementById('left');
    if (!it || leftAt === null) { return; }
    var left = Math.max(0, Math.round((leftAt - new Date().getTime()) / 1000));
    var seconds = left % 60;
    it.textContent = Math.floor(left / 60) + ':' + (seconds < 10 ? '0' : '') + seconds;
    if (left > 0 && !ticking) { ticking = window.setTimeout(function () { ticking = null; tick(); }, 500); }
  }

  function refresh() {
    ask('GET', 'moment', null, function (code, answer) {
      if (code === 200) { heard = new Date().getTime(); show(answer, false); connected(); }
      else if (code === 401) { askForTheCode(''); }
      else if (shown !== 'join') { say(w.cut, 'bad'); }
    });
  }

  function connected() {
    if (status.getAttribute('data-said') === w.cut && known) { status.removeAttribute('data-said'); mark(known.page); }
  }

  function stop() {
    if (source) { source.close(); source = null; }
  }

  function listen() {
    stop();
    heard = new Date().getTime();
    if (!window.EventSource || shown === 'join') { return; }
    source = new EventSource('moments');
    source.onmessage = function (event) {
      heard = new Date().getTime();
      try { show(JSON.parse(event.data), false); } catch (ignored) { refresh(); }
      connected();
    };
    source.addEventListener('beat', function () { heard = new Date().getTime(); connected(); });
    source.addEventListener('gone', function () { askForTheCode(''); });
    /* It comes again by itself where it can; the watch below sees to the rest. */
    source.onerror = function () { heard = Math.min(heard, new Date().getTime() - 9000); };
  }

  /* A phone that slept, or that hears nothing, looks for itself. */
  function watch() {
    if (shown === 'join' || (known && known.page.page === 'over')) { return; }
    var quiet = new Date().getTime() - heard;
    var slow = window.EventSource ? 15000 : 2000;
    if (quiet > slow) {
      refresh();
      if (window.EventSource && (!source || source.readyState === 2)) { listen(); heard = new Date().getTime() - slow; }
    }
  }

  function awake() {
    if (document.visibilityState && document.visibilityState !== 'visible') { return; }
    if (shown === 'join' || shown === null) { return; }
    refresh();
    if (!source || source.readyState === 2) { listen(); }
  }

  document.addEventListener('visibilitychange', awake);
  window.addEventListener('pageshow', awake);
  window.addEventListener('online', awake);
  window.setInterval(watch, 2000);

  ask('GET', 'moment', null, function (code, answer) {
    if (code === 200) { show(answer, true); listen(); }
    else { askForTheCode(code === 0 ? w.cut : ''); }
  });
}());
