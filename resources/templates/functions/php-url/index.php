<?php

function reply($status, $body)
{
    return [
        'isBase64Encoded' => false,
        'statusCode' => $status,
        'headers' => ['content-type' => 'application/json; charset=utf-8'],
        'body' => json_encode($body, JSON_UNESCAPED_UNICODE),
    ];
}

function main_handler($event, $context)
{
    $method = $event->httpMethod ?? 'GET';
    echo $method, ' ', $event->path ?? '/', "\n";
    if ($method !== 'GET' && $method !== 'POST') {
        return reply(405, ['error' => "$method is not supported here."]);
    }
    $sent = null;
    if (!empty($event->body)) {
        $sent = json_decode($event->body);
        if ($sent === null && trim($event->body) !== 'null') {
            return reply(400, ['error' => 'The body is not JSON: ' . json_last_error_msg()]);
        }
    }
    return reply(200, ['path' => $event->path ?? null, 'query' => $event->queryString ?? new stdClass(), 'body' => $sent]);
}
