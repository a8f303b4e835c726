/** The node classes that the mock knows, as /object_info describes them. */

function node(name, displayName, required, outputNode = false) {
  return {
    name,
    display_name: displayName,
    description: '',
    category: 'mock',
    python_module: 'nodes',
    output_node: outputNode,
    output: [],
    output_name: [],
    output_is_list: [],
    input: { required },
    input_order: { required: Object.keys(required) },
  }
}

const INT = (fallback, min, max, more = {}) => ['INT', { default: fallback, min, max, step: 1, ...more }]
const FLOAT = (fallback, min, max) => ['FLOAT', { default: fallback, min, max, step: 0.1 }]
const SCALERS = ['nearest-exact', 'bilinear', 'area', 'bicubic', 'lanczos']
const BLENDS = ['normal', 'multiply', 'screen', 'overlay', 'soft_light', 'difference']

export function objectInfo(pictures, checkpoints) {
  const nodes = [
    node('LoadImage', 'Load Image', { image: [pictures, { image_upload: true }] }),
    node('ImageScale', 'Upscale Image', {
      image: ['IMAGE'],
      upscale_method: [SCALERS],
      width: INT(512, 0, 16384),
      height: INT(512, 0, 16384),
      crop: [['disabled', 'center']],
    }),
    node('ImageBlur', null, { image: ['IMAGE'], blur_radius: INT(1, 1, 31), sigma: FLOAT(1, 0.1, 10) }),
    node('ImageInvert', 'Invert Image', { image: ['IMAGE'] }),
    node('ImageBlend', null, {
      image1: ['IMAGE'],
      image2: ['IMAGE'],
      blend_factor: FLOAT(0.5, 0, 1),
      blend_mode: ['COMBO', { multiselect: false, options: BLENDS }],
    }),
    node('EmptyImage', 'EmptyImage', {
      width: INT(512, 1, 16384),
      height: INT(512, 1, 16384),
      batch_size: INT(1, 1, 4096),
      color: INT(0, 0, 0xffffff, { display: 'color' }),
    }),
    node('SaveImage', 'Save Image', { images: ['IMAGE'], filename_prefix: ['STRING', { default: 'ComfyUI' }] }, true),
    node('PreviewImage', 'Preview Image', { images: ['IMAGE'] }, true),
    node('StringConcatenate', 'Concatenate', {
      string_a: ['STRING', { multiline: true }],
      string_b: ['STRING', { multiline: true }],
      delimiter: ['STRING', { default: '' }],
    }),
    node('PreviewAny', 'Preview Any', { source: ['*'] }, true),
    node('CheckpointLoaderSimple', 'Load Checkpoint', { ckpt_name: [checkpoints] }),
    node('CLIPTextEncode', 'CLIP Text Encode (Prompt)', { text: ['STRING', { multiline: true }], clip: ['CLIP'] }),
    node('EmptyLatentImage', 'Empty Latent Image', {
      width: INT(512, 16, 16384),
      height: INT(512, 16, 16384),
      batch_size: INT(1, 1, 4096),
    }),
    node('KSampler', 'KSampler', {
      model: ['MODEL'],
      seed: ['INT', { default: 0, min: 0, max: 18446744073709551615, control_after_generate: true }],
      steps: INT(20, 1, 10000),
      cfg: FLOAT(8, 0, 100),
      sampler_name: [['euler', 'dpmpp_2m']],
      scheduler: [['normal', 'karras']],
      positive: ['CONDITIONING'],
      negative: ['CONDITIONING'],
      latent_image: ['LATENT'],
      denoise: FLOAT(1, 0, 1),
    }),
    node('VAEDecode', 'VAE Decode', { samples: ['LATENT'], vae: ['VAE'] }),
  ]
  return Object.fromEntries(nodes.map((info) => [info.name, info]))
}
