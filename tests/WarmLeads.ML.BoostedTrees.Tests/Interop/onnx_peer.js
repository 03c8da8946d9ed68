// ONNX Runtime, for the tests: answers rows with a model.
//   node onnx_peer.js NODE_MODULES FOLDER    reads FOLDER/model.onnx and rows.f32; writes each output as NAME.f32
const fs = require("fs"), path = require("path"), { createRequire } = require("module");
const [modules, folder] = process.argv.slice(2);
const ort = createRequire(path.resolve(modules, "x.js"))("onnxruntime-node");
(async () => {
  const session = await ort.InferenceSession.create(path.join(folder, "model.onnx"), { intraOpNumThreads: 1 });
  const bytes = fs.readFileSync(path.join(folder, "rows.f32"));
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const width = Number(fs.readFileSync(path.join(folder, "width.txt")));
  const outputs = await session.run({ features: new ort.Tensor("float32", values, [values.length / width, width]) });
  for (const name of session.outputNames) {
    if (outputs[name].dims.join() !== `${values.length / width},1`) throw new Error(`${name} has the shape ${outputs[name].dims}`);
    fs.writeFileSync(path.join(folder, `${name}.f32`), Buffer.from(outputs[name].data.buffer, outputs[name].data.byteOffset, outputs[name].data.byteLength));
  }
})().catch(error => { console.error(error); process.exit(1); });
