/** The few validation rules that the page's tests need. */

export function nodeErrors(prompt, info) {
  const errors = {}
  for (const [id, node] of Object.entries(prompt)) {
    const found = Object.entries(info[node.class_type].input.required).flatMap(([name, [type, options]]) =>
      errorsOf(name, type, options ?? {}, node.inputs[name]),
    )
    if (found.length > 0) {
      errors[id] = { errors: found, dependent_outputs: [], class_type: node.class_type }
    }
  }
  return errors
}

function errorsOf(name, type, options, value) {
  const extra = { input_name: name, input_config: [type, options], received_value: value }
  if (value === undefined) {
    return [{ type: 'required_input_missing', message: 'Required input is missing', details: name, extra_info: extra }]
  }
  if (typeof value === 'number' && value > options.max) {
    const message = `Value ${value} bigger than max of ${options.max}`
    return [{ type: 'value_bigger_than_max', message, details: name, extra_info: extra }]
  }
  return []
}
