'use strict';

// Runs at the timer's times. Message is what the trigger carries; here a JSON object of what to do.
exports.main_handler = async (event) => {
  let job;
  try {
    job = JSON.parse(event.Message || '{}');
  } catch (error) {
    job = { note: event.Message };
  }
  const late = (Date.now() - Date.parse(event.Time)) / 1000;
  console.log(`${event.TriggerName} planned for ${event.Time}, ${late.toFixed(1)} s ago`);
  return { trigger: event.TriggerName, job };
};
