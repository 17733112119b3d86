<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// The PHP side of an instance: frames on descriptor 3 (app/engine/instance/framecodec.h), one event at a time. Runs on PHP 7.0
// and later. All that is ours is static in one class: the user's code sees no variable and no function of this file.

final class ScfdeskRuntime
{
    const RESPONSE_BYTES = 6291456;
    const TRACE_BYTES = 100000;  // of a stack trace; its reply must stay far below a frame
    const LOAD = 1, EVENT = 2, UP = 16, LOADED = 17, LOAD_FAILED = 18, REPLY = 19;
    const CONTEXT_AGAIN = 0x80000000;
    const HANDLER_MISSING = 437, LOAD_ERROR = 443, USER_ERROR = 430, EXITED = 439, TOO_LARGE = 407;
    const PEAK_NS = 50000000;

    private static $frames;
    private static $peakFile;
    private static $peak = 0;
    private static $peakDue = 0;
    private static $request = null;  // the one under way
    private static $entered = 0;
    private static $began = 0;       // when the file of the handler was begun
    private static $took = 0;        // what it took
    private static $loading = false;
    private static $printed = '';    // last: what die() says is printed by it
    private static $given = null;
    private static $handler = null;
    private static $callable = false;

    // ---- frames -----------------------------------------------------------------------------------------------------
    private static function read($size)
    {
        $data = '';
        while (strlen($data) < $size) {
            $more = fread(self::$frames, $size - strlen($data));
            if ($more === '' || $more === false) {
                self::$loading = false;
                self::$request = null;
                exit(0);  // the engine is gone
            }
            $data = $data === '' ? $more : $data . $more;
        }
        return $data;
    }

    private static function readFrame()
    {
        $head = unpack('Vsize/Ckind', self::read(5));
        return [$head['kind'], $head['size'] > 0 ? self::read($head['size']) : ''];
    }

    private static function send($kind, $payload)
    {
        $frame = pack('VC', strlen($payload), $kind) . $payload;
        for ($done = 0; $done < strlen($frame); $done += $n) {
            $n = fwrite(self::$frames, $done === 0 ? $frame : substr($frame, $done));
            if ($n === false || $n === 0) {
                return;
            }
        }
    }

    // ---- the resident peak: the kernel keeps it, a write of 5 starts it anew; at most every 50 ms --------------------
    private static function startPeak($now)
    {
        if (self::$peakFile && $now >= self::$peakDue) {
            fwrite(self::$peakFile, '5');
            self::$peakDue = $now + self::PEAK_NS;
            self::$peak = getrusage()['ru_maxrss'];
        }
    }

    private static function readPeak()
    {
        $now = getrusage()['ru_maxrss'];
        if ($now > self::$peak) {
            self::$peak = $now;
            self::$peakDue = 0;
        }
        return $now * 1024;
    }

    private static function now()
    {
        return function_exists('hrtime') ? hrtime(true) : (int)(microtime(true) * 1e9);
    }

    // ---- what failures say -------------------------------------------------------------------------------------------
    private static function cut($text)
    {
        return strlen($text) <= self::TRACE_BYTES ? $text : substr($text, 0, self::TRACE_BYTES) . '... (cut)';
    }

    /// As PHP shows an uncaught one, without our own frames.
    private static function traceOf($error)
    {
        $text = '';
        for ($one = $error; $one !== null; $one = $one->getPrevious()) {
            $lines = [];
            foreach (explode("\n", $one->getTraceAsString()) as $line) {
                if (strpos($line, __FILE__) === false && strpos($line, __CLASS__) === false) {
                    $lines[] = $line;
                }
            }
            $text .= ($text === '' ? '' : "\nCaused by: ") . 'PHP Fatal error:  Uncaught ' . get_class($one) . ': ' . $one->getMessage() . ' in '
                . $one->getFile() . ':' . $one->getLine() . "\nStack trace:\n" . implode("\n", $lines);
        }
        return self::cut($text);
    }

    /// die(), exit() and errors that end the process. Whoever waits is told why; the engine then ends this instance.
    public static function ended()
    {
        if (self::$request === null && !self::$loading) {
            return;
        }
        $error = error_get_last();
        $fatal = $error !== null && ($error['type'] & (E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR)) !== 0;
        $text = $fatal ? 'PHP Fatal error:  ' . $error['message'] . ' in ' . $error['file'] . ':' . $error['line'] : trim(self::$printed);
        self::flush();
        if (self::$loading) {
            self::$loading = false;
            $text = $fatal ? $text : 'The code ended the process while it was loaded' . ($text === '' ? '' : ': ' . $text);
            self::send(self::LOAD_FAILED, pack('VP', $fatal ? self::LOAD_ERROR : self::EXITED, self::readPeak()) . self::cut($text));
        } else {
            self::reply(self::EXITED, self::now(), $text === '' ? 'exit' : self::cut($text));
        }
    }

    // ---- output ------------------------------------------------------------------------------------------------------
    public static function remember($text)
    {
        if ($text !== '') {
            self::$printed = strlen($text) <= 4096 ? $text : substr($text, 0, 4096);
        }
        return $text;
    }

    private static function flush()
    {
        while (ob_get_level() > 1) {  // what the user's code left open
            ob_end_flush();
        }
        flush();
    }

    // ---- loading -----------------------------------------------------------------------------------------------------
    private static function setEnvironment($entries)
    {
        foreach (array_keys(getenv()) as $name) {
            putenv($name);
            unset($_SERVER[$name], $_ENV[$name]);
        }
        foreach ($entries as $entry) {
            self::setVariable(...explode('=', $entry, 2));
        }
    }

    private static function setVariable($name, $value)
    {
        putenv("$name=$value");
        $_SERVER[$name] = $value;
        if (strpos(ini_get('variables_order'), 'E') !== false) {
            $_ENV[$name] = $value;
        }
    }

    private static function failLoad($code, $text)
    {
        self::$loading = false;
        self::flush();
        self::send(self::LOAD_FAILED, pack('VP', $code, self::readPeak()) . $text);
        return null;
    }

    private static function load($payload)
    {
        $parts = explode("\0", $payload);
        list($handler, $root) = $parts;
        if (count($parts) > 3) {
            self::setEnvironment(array_slice($parts, 2, -1));
            chdir($root);
        }
        // The process was started with the system's folder of extensions before these.
        putenv('PHP_INI_SCAN_DIR=' . ltrim((string)getenv('PHP_INI_SCAN_DIR'), ':'));
        $_SERVER['argv'] = $GLOBALS['argv'] = [];
        $_SERVER['argc'] = $GLOBALS['argc'] = 0;
        $zone = (string)getenv('TZ');
        if ($zone !== '' && in_array($zone, timezone_identifiers_list(), true)) {
            date_default_timezone_set($zone);
        }
        set_include_path("$root:/opt:" . get_include_path());
        $dot = strrpos($handler, '.');
        if ($dot === false || $dot === 0 || $dot === strlen($handler) - 1) {
            return self::failLoad(self::HANDLER_MISSING, "handler \"$handler\" must be written as file.function");
        }
        list($file, $function) = [substr($handler, 0, $dot), substr($handler, $dot + 1)];
        if (!is_file("$root/$file.php")) {
            return self::failLoad(self::HANDLER_MISSING, "no file \"$file.php\" for handler \"$handler\"");
        }
        self::$loading = true;
        self::$began = self::now();
        self::$handler = $function;
        return "$root/$file.php";
    }

    /// The file has run, at the level of globals; `error` is what it raised.
    public static function loaded($error)
    {
        self::$loading = false;
        self::$took = max(0, self::now() - self::$began);
        if ($error !== null) {
            return self::failLoad(self::LOAD_ERROR, self::traceOf($error));
        }
        if (!is_callable(self::$handler)) {
            return self::failLoad(self::HANDLER_MISSING, 'no function "' . self::$handler . '" in the file of the handler');
        }
        self::$callable = true;
        self::flush();
        self::send(self::LOADED, pack('PP', self::readPeak(), self::$took));
    }

    // ---- events ------------------------------------------------------------------------------------------------------
    private static function reply($code, $left, $result)
    {
        $request = self::$request;
        self::$request = null;
        self::send(self::REPLY, pack('PVPPP', $request, $code, self::$entered, $left, self::readPeak()) . $result);
    }

    private static function contextOf($payload, $size)
    {
        $length = $size & ~self::CONTEXT_AGAIN;
        $text = substr($payload, 12, $length);
        if ($size & self::CONTEXT_AGAIN) {
            self::$given->request_id = $text;
        } else {
            self::$given = json_decode($text);
            foreach ((array)json_decode(self::$given->environment) as $name => $value) {
                if (getenv($name) !== $value) {
                    self::setVariable($name, $value);
                }
            }
        }
        return [clone self::$given, 12 + $length];
    }

    private static function encode($value)
    {
        $text = json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION);
        if ($text === false) {
            throw new \UnexpectedValueException('The result can\'t be written as JSON: ' . json_last_error_msg());
        }
        return $text;
    }

    private static function run($handler, $payload)
    {
        $head = unpack('Prequest/Vsize', $payload);
        self::$printed = '';
        list($context, $begin) = self::contextOf($payload, $head['size']);
        self::$entered = $left = self::now();
        self::$request = $head['request'];
        self::startPeak(self::$entered);
        try {
            $event = json_decode(substr($payload, $begin));
            unset($payload);
            self::$entered = self::now();
            $value = $handler($event, $context);
            $left = self::now();
            list($code, $result) = [200, self::encode($value)];
            if (strlen($result) > self::RESPONSE_BYTES) {
                list($code, $result) = [self::TOO_LARGE, 'The size of response exceeds the upper limit (6MB)'];
            }
        } catch (\Throwable $error) {
            list($left, $code, $result) = [self::now(), self::USER_ERROR, self::traceOf($error)];
        }
        unset($event, $value, $context, $error);
        self::flush();
        self::reply($code, $left, $result);
    }

    /// What nearly every function needs, run once while nobody waits.
    private static function warmUp()
    {
        self::encode(json_decode('{"a":[1,"b",null,1.5]}'));
        timezone_identifiers_list();
        self::traceOf(new \Exception('x'));
    }

    /// Returns the file to run.
    public static function start($prepared)
    {
        self::$frames = fopen('php://fd/3', 'r+');
        stream_set_read_buffer(self::$frames, 0);
        stream_set_write_buffer(self::$frames, 0);
        stream_set_chunk_size(self::$frames, 1 << 20);
        // Every piece of output passes at once.
        ob_start([__CLASS__, 'remember'], 1);
        register_shutdown_function([__CLASS__, 'ended']);
        if ($prepared) {
            self::warmUp();
            self::send(self::UP, '');
        }
        for (;;) {
            list($kind, $payload) = self::readFrame();
            if ($kind !== self::LOAD) {
                continue;
            }
            self::$peakFile = @fopen('/proc/self/clear_refs', 'w');
            $file = self::load($payload);
            if ($file !== null) {
                return $file;
            }
        }
    }

    public static function serve()
    {
        for (;;) {
            list($kind, $payload) = self::readFrame();
            if ($kind === self::EVENT && self::$callable) {
                self::run(self::$handler, $payload);
            }
        }
    }
}

try {
    require ScfdeskRuntime::start(isset($argv[1]));
    ScfdeskRuntime::loaded(null);
} catch (\Throwable $scfdeskError) {
    ScfdeskRuntime::loaded($scfdeskError);
    unset($scfdeskError);
}
ScfdeskRuntime::serve();
