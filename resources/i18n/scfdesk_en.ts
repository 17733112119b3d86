<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>scfdesk::ConnectionCompare</name>
    <message numerus="yes">
        <source>%n line(s) differ</source>
        <translation>
            <numerusform>%n line differ</numerusform>
            <numerusform>%n lines differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::DeployDialog</name>
    <message numerus="yes">
        <source>%n functions</source>
        <translation>
            <numerusform>%n functions</numerusform>
            <numerusform>%n functions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::FireBar</name>
    <message numerus="yes">
        <source>%1 – %2, %n event(s)</source>
        <translation>
            <numerusform>%1 – %2, %n event</numerusform>
            <numerusform>%1 – %2, %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionChoice</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
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
    <name>scfdesk::KafkaSource</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
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
    <message numerus="yes">
        <source>%n invocation(s) in this second</source>
        <translation>
            <numerusform>%n invocation in this second</numerusform>
            <numerusform>%n invocations in this second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LoadTally</name>
    <message numerus="yes">
        <source>%n cold start(s)</source>
        <translation>
            <numerusform>%n cold start</numerusform>
            <numerusform>%n cold starts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) no longer kept, sent as in the editor</source>
        <translation>
            <numerusform>%n event no longer kept, sent as in the editor</numerusform>
            <numerusform>%n events no longer kept, sent as in the editor</numerusform>
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
    <name>scfdesk::NewFunctionDialog</name>
    <message numerus="yes">
        <source>Create %n functions</source>
        <translation>
            <numerusform>Create %n functions</numerusform>
            <numerusform>Create %n functions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::ProjectExportDialog</name>
    <message numerus="yes">
        <source>Written: %1 and %n folders with code beside it</source>
        <translation>
            <numerusform>Written: %1 and %n folders with code beside it</numerusform>
            <numerusform>Written: %1 and %n folders with code beside it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::ResultTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
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
