package io.atelier.diffusion.sampler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sampling methods that clients know, by name. */
public final class Samplers {
  private static final Map<String, Sampler> BY_NAME = byName();

  private Samplers() {}

  private static Map<String, Sampler> byName() {
    Map<String, Sampler> all = new LinkedHashMap<>();
    all.put("euler", new Euler(false));
    all.put("euler_cfg_pp", new EulerCfgPp(0, 1));
    all.put("euler_ancestral", new EulerAncestral(1, 1));
    all.put("euler_ancestral_cfg_pp", new EulerCfgPp(1, 1));
    all.put("heun", new Heun());
    all.put("heunpp2", new HeunPp2());
    all.put("dpm_2", new Dpm2(0));
    all.put("dpm_2_ancestral", new Dpm2(1));
    all.put("lms", new Lms(4));
    all.put("dpm_fast", new DpmFast());
    all.put("dpm_adaptive", DpmAdaptive.DEFAULT);
    all.put("dpmpp_2s_ancestral", new Dpmpp2sAncestral(1, 1, false));
    all.put("dpmpp_2s_ancestral_cfg_pp", new Dpmpp2sAncestral(1, 1, true));
    all.put("dpmpp_sde", new DpmppSde(1, 1, 0.5));
    all.put("dpmpp_sde_gpu", new DpmppSde(1, 1, 0.5));
    all.put("dpmpp_2m", new Dpmpp2m(false));
    all.put("dpmpp_2m_cfg_pp", new Dpmpp2m(true));
    all.put("dpmpp_2m_sde", new Dpmpp2mSde(1, 1, false));
    all.put("dpmpp_2m_sde_gpu", new Dpmpp2mSde(1, 1, false));
    all.put("dpmpp_2m_sde_heun", new Dpmpp2mSde(1, 1, true));
    all.put("dpmpp_2m_sde_heun_gpu", new Dpmpp2mSde(1, 1, true));
    all.put("dpmpp_3m_sde", new Dpmpp3mSde(1, 1));
    all.put("dpmpp_3m_sde_gpu", new Dpmpp3mSde(1, 1));
    all.put("ddpm", new Ddpm());
    all.put("lcm", new Lcm());
    all.put("ipndm", new Ipndm());
    all.put("ipndm_v", new IpndmV());
    all.put("deis", new Deis());
    all.put("res_multistep", new ResMultistep(0, false));
    all.put("res_multistep_cfg_pp", new ResMultistep(0, true));
    all.put("res_multistep_ancestral", new ResMultistep(1, false));
    all.put("res_multistep_ancestral_cfg_pp", new ResMultistep(1, true));
    all.put("gradient_estimation", new GradientEstimation(false));
    all.put("gradient_estimation_cfg_pp", new GradientEstimation(true));
    all.put("er_sde", new ErSde(ErSde.Kind.ER_SDE, 3, 1, 1));
    all.put("seeds_2", new Seeds(2));
    all.put("seeds_3", new Seeds(3));
    all.put("sa_solver", SaSolver.standard(false));
    all.put("sa_solver_pece", SaSolver.standard(true));
    all.put("ddim", new Euler(true));
    all.put("uni_pc", new UniPc(false));
    all.put("uni_pc_bh2", new UniPc(true));
    return all;
  }

  /** All names, in the order in which clients see them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The method of this name; the first one when there is none. */
  public static Sampler get(String name) {
    return BY_NAME.getOrDefault(name, BY_NAME.values().iterator().next());
  }
}
