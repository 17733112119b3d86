const http = require('http');

function reply(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://function');
  console.log(request.method, url.pathname);
  if (request.method === 'GET') {
    const name = url.searchParams.get('name') || 'world';
    return reply(response, 200, { message: `Hello, ${name}`, path: url.pathname, request: request.headers['x-scf-request-id'] });
  }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    try {
      reply(response, 200, { path: url.pathname, body: JSON.parse(Buffer.concat(pieces).toString()) });
    } catch (error) {
      reply(response, 400, { error: `The body is not JSON: ${error.message}` });
    }
  });
});

server.listen(9000, '0.0.0.0', () => console.log('listening on port 9000'));
