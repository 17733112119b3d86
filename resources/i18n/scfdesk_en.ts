<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>scfdesk::InstancesTrack</name>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n instance</numerusform>
            <numerusform>%n instances</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LaneArea</name>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n instance</numerusform>
            <numerusform>%n instances</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LatencyTrack</name>
    <message numerus="yes">
        <source>p50 %1, p99 %2, %n sample(s), at %3</source>
        <translation>
            <numerusform>p50 %1, p99 %2, %n sample, at %3</numerusform>
            <numerusform>p50 %1, p99 %2, %n samples, at %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invocation(s) in 1.5 s</source>
        <translation>
            <numerusform>%n invocation in 1.5 s</numerusform>
            <numerusform>%n invocations in 1.5 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LogInspector</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::ScalingHeader</name>
    <message numerus="yes">
        <source>%n lane(s): rows are thin over 64 and grouped by state over 400</source>
        <translation>
            <numerusform>%n lane: rows are thin over 64 and grouped by state over 400</numerusform>
            <numerusform>%n lanes: rows are thin over 64 and grouped by state over 400</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerWords</name>
    <message numerus="yes">
        <source>%n retries, then dead letter</source>
        <translation>
            <numerusform>%n retries, then dead letter</numerusform>
            <numerusform>%n retries, then dead letter</numerusform>
        </translation>
    </message>
</context>
</TS>
